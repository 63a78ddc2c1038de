package main

import (
	"context"
	"fmt"

	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// makeNodes makes nodes that kwok brings to life, and waits until pods can be scheduled on them.
func (p *plane) makeNodes(ctx context.Context, client kubernetes.Interface, count int) error {
	for i := 0; i < count; i++ {
		name := fmt.Sprintf("node-%d", i)
		room := core.ResourceList{
			core.ResourceCPU:    resource.MustParse("1000"),
			core.ResourceMemory: resource.MustParse("4Ti"),
			core.ResourcePods:   resource.MustParse("10000"),
		}
		node := &core.Node{
			ObjectMeta: meta.ObjectMeta{Name: name, Labels: map[string]string{core.LabelHostname: name}},
			Status:     core.NodeStatus{Allocatable: room, Capacity: room},
		}
		if err := p.eventually(ctx, "node "+name+" is made", func() error {
			_, err := client.CoreV1().Nodes().Create(ctx, node, meta.CreateOptions{})
			if errors.IsAlreadyExists(err) {
				return nil
			}
			return err
		}); err != nil {
			return err
		}
	}
	return p.eventually(ctx, "the nodes are ready and every namespace has its ServiceAccount", func() error {
		nodes, err := client.CoreV1().Nodes().List(ctx, meta.ListOptions{})
		if err != nil {
			return err
		}
		for _, node := range nodes.Items {
			if !ready(node) {
				return fmt.Errorf("%s is not ready", node.Name)
			}
		}
		_, err = client.CoreV1().ServiceAccounts("default").Get(ctx, "default", meta.GetOptions{})
		return err
	})
}

func ready(node core.Node) bool {
	for _, taint := range node.Spec.Taints {
		if taint.Key == core.TaintNodeNotReady {
			return false
		}
	}
	for _, condition := range node.Status.Conditions {
		if condition.Type == core.NodeReady {
			return condition.Status == core.ConditionTrue
		}
	}
	return false
}
