package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

const patience = 2 * time.Minute

// up starts everything, prints the path of an administrator's kubeconfig when it is ready, and ends everything when
// its standard input ends.
func up(arguments []string) error {
	flags := flag.NewFlagSet("up", flag.ContinueOnError)
	folder := flags.String("folder", "", "where certificates, data and logs go: an empty folder")
	kwok := flags.String("kwok", "", "the program that simulates nodes and kubelets")
	stages := flags.String("stages", "", "a folder with kwok's stages")
	objects := flags.String("objects", "", "a folder with what there is in the cluster from the beginning")
	nodes := flags.Int("nodes", 2, "how many nodes there are")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	plane := &plane{folder: *folder, ended: make(chan string, 8)}
	err := plane.start(ctx, *kwok, *stages, *objects, *nodes)
	if err == nil {
		fmt.Println("ready " + plane.path("admin.kubeconfig"))
		err = plane.wait(ctx)
	}
	plane.end()
	if ctx.Err() != nil {
		// Whoever started us has ended, perhaps by crashing: nobody else is left to tidy up.
		return os.RemoveAll(*folder)
	}
	return err
}

// wait returns when a part ends by itself, or when nobody wants the plane any more.
func (p *plane) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case name := <-p.ended:
		return fmt.Errorf("%s ended by itself, see %s", name, p.path(name+".log"))
	}
}

type plane struct {
	folder string
	parts  []*exec.Cmd
	// The parts that have not ended.
	running sync.WaitGroup
	ended   chan string
}

func (p *plane) path(name string) string {
	return filepath.Join(p.folder, name)
}

func (p *plane) start(ctx context.Context, kwok, stages, objects string, nodes int) error {
	ports, err := freePorts(4)
	if err != nil {
		return err
	}
	etcd := fmt.Sprintf("http://127.0.0.1:%d", ports[0])
	server := fmt.Sprintf("https://127.0.0.1:%d", ports[2])
	if err := writeCertificates(p.folder); err != nil {
		return err
	}
	if err := writeKubeconfig(p.folder, server); err != nil {
		return err
	}
	peer := fmt.Sprintf("http://127.0.0.1:%d", ports[1])
	if err := p.part("etcd", "--data-dir="+p.path("etcd"), "--unsafe-no-fsync", "--name=test",
		"--listen-client-urls="+etcd, "--advertise-client-urls="+etcd, "--listen-peer-urls="+peer,
		"--initial-advertise-peer-urls="+peer, "--initial-cluster=test="+peer, "--log-level=warn"); err != nil {
		return err
	}
	if err := p.part("kube-apiserver", "--etcd-servers="+etcd, "--bind-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", ports[2]), "--advertise-address=127.0.0.1", "--endpoint-reconciler-type=none",
		"--tls-cert-file="+p.path("server.crt"), "--tls-private-key-file="+p.path("server.key"),
		"--client-ca-file="+p.path("ca.crt"), "--authorization-mode=RBAC",
		"--kubelet-preferred-address-types=InternalIP", "--feature-gates=MutatingAdmissionPolicy=true",
		"--runtime-config=admissionregistration.k8s.io/v1beta1=true", "--service-cluster-ip-range=10.96.0.0/16",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-signing-key-file="+p.path("accounts.key"),
		"--service-account-key-file="+p.path("accounts.key"),
		"--max-requests-inflight=2000", "--max-mutating-requests-inflight=1000", "--profiling=false"); err != nil {
		return err
	}
	if err := p.healthy(ctx, server+"/readyz"); err != nil {
		return err
	}
	kubeconfig := p.path("admin.kubeconfig")
	if err := p.part("kube-controller-manager", "--kubeconfig="+kubeconfig, "--leader-elect=false", "--secure-port=0",
		"--use-service-account-credentials=true", "--service-account-private-key-file="+p.path("accounts.key"),
		"--root-ca-file="+p.path("ca.crt"), "--kube-api-qps=1000", "--kube-api-burst=2000",
		"--concurrent-deployment-syncs=20", "--concurrent-replicaset-syncs=20", "--concurrent-namespace-syncs=20",
		"--namespace-sync-period=10s", "--profiling=false"); err != nil {
		return err
	}
	if err := p.part("kube-scheduler", "--kubeconfig="+kubeconfig, "--leader-elect=false", "--secure-port=0",
		"--kube-api-qps=1000", "--kube-api-burst=2000", "--profiling=false"); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(stages, "*.yaml"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("there are no stages (*.yaml) in %q", stages)
	}
	logs, err := p.writeLogs()
	if err != nil {
		return err
	}
	config, err := adminConfig(kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	if err := p.program("kwok", kwok, "--kubeconfig="+kubeconfig, "--manage-all-nodes", "--cidr=10.244.0.1/14",
		"--node-lease-duration-seconds=40", "--node-ip=127.0.0.1", fmt.Sprintf("--node-port=%d", ports[3]),
		fmt.Sprintf("--server-address=127.0.0.1:%d", ports[3]), "--tls-cert-file="+p.path("server.crt"),
		"--tls-private-key-file="+p.path("server.key"), "--config="+strings.Join(append(files, logs), ",")); err != nil {
		return err
	}
	if err := p.makeObjects(ctx, config, objects); err != nil {
		return err
	}
	if err := makeVolumes(ctx, client); err != nil {
		return err
	}
	go recycleVolumes(ctx, client)
	return p.makeNodes(ctx, client, nodes)
}

// writeLogs writes what every container is said to have written, and tells kwok of it.
func (p *plane) writeLogs() (string, error) {
	log := "2026-01-01T00:00:00.000000000Z stdout F starting\n" +
		"2026-01-01T00:00:01.000000000Z stdout F this log is simulated, and the same for every container\n"
	if err := os.WriteFile(p.path("container.log"), []byte(log), 0o600); err != nil {
		return "", err
	}
	config := fmt.Sprintf("apiVersion: kwok.x-k8s.io/v1alpha1\nkind: ClusterLogs\nmetadata: {name: all}\n"+
		"spec:\n  logs:\n  - {logsFile: %q, previousLogsFile: %q, follow: false}\n",
		p.path("container.log"), p.path("container.log"))
	return p.path("logs.yaml"), os.WriteFile(p.path("logs.yaml"), []byte(config), 0o600)
}

// part starts this very program as one of the parts.
func (p *plane) part(name string, arguments ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return p.program(name, self, append([]string{name}, arguments...)...)
}

func (p *plane) program(name, path string, arguments ...string) error {
	log, err := os.Create(p.path(name + ".log"))
	if err != nil {
		return err
	}
	command := exec.Command(path, arguments...)
	command.Stdout, command.Stderr = log, log
	command.Dir = p.folder
	// It goes with us, also where we are killed.
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	if err := command.Start(); err != nil {
		return fmt.Errorf("%s can't be started: %w", name, err)
	}
	p.parts = append(p.parts, command)
	p.running.Add(1)
	go func() {
		defer p.running.Done()
		_ = command.Wait()
		log.Close()
		p.ended <- name
	}()
	return nil
}

// end ends the parts, last started first. Nothing of them is wanted afterwards, so none is asked politely.
func (p *plane) end() {
	for i := len(p.parts) - 1; i >= 0; i-- {
		_ = p.parts[i].Process.Kill()
	}
	p.running.Wait()
}

func (p *plane) healthy(ctx context.Context, url string) error {
	config, err := adminConfig(p.path("admin.kubeconfig"))
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	return p.eventually(ctx, "the API server is ready", func() error {
		result := client.Discovery().RESTClient().Get().AbsPath("/readyz").Do(ctx)
		var status int
		if result.StatusCode(&status); status != http.StatusOK {
			return fmt.Errorf("%s: %v", url, result.Error())
		}
		// ServiceAccounts and priority classes are made in hooks after the start; the namespace is the last that we need.
		return client.Discovery().RESTClient().Get().AbsPath("/api/v1/namespaces/default").Do(ctx).Error()
	})
}

func (p *plane) eventually(ctx context.Context, what string, attempt func() error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := attempt()
		if err == nil {
			return nil
		}
		select {
		case name := <-p.ended:
			return fmt.Errorf("%s ended by itself, see %s", name, p.path(name+".log"))
		case <-ctx.Done():
			return fmt.Errorf("not within %s: %s: %w", patience, what, errors.Join(err, ctx.Err()))
		case <-ticker.C:
		}
	}
}

func adminConfig(kubeconfig string) (*rest.Config, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, err
	}
	config.QPS, config.Burst = 1000, 1000
	return config, nil
}

// freePorts finds ports that nobody listens on now.
func freePorts(count int) ([]int, error) {
	ports := make([]int, count)
	for i := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer listener.Close()
		ports[i] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}
