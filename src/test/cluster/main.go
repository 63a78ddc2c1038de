// Command controlplane is a Kubernetes control plane in one program, for tests: etcd, API server, controller manager
// and scheduler are the real ones; nodes and kubelets are simulated by kwok, a program of its own.
//
// "controlplane up" starts all of it on loopback and ends it when its standard input ends, so that nothing stays
// behind when whoever started it crashes. With the name of a part as its first argument it is that part.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("the first argument must be up, etcd, kube-apiserver, kube-controller-manager or kube-scheduler"))
	}
	part := os.Args[1]
	os.Args = os.Args[1:]
	switch part {
	case "up":
		if err := up(os.Args[1:]); err != nil {
			fail(err)
		}
	case "etcd":
		etcdmain.Main(os.Args)
	case "kube-apiserver":
		run(apiserver.NewAPIServerCommand())
	case "kube-controller-manager":
		run(controllermanager.NewControllerManagerCommand())
	case "kube-scheduler":
		run(scheduler.NewSchedulerCommand())
	default:
		fail(fmt.Errorf("there is no part %q", part))
	}
}

func run(command *cobra.Command) {
	os.Exit(cli.Run(command))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "controlplane:", err)
	os.Exit(1)
}
