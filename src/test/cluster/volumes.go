package main

import (
	"context"
	"fmt"

	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
)

const (
	volumes = 300
	// The class of objects/storage.yaml.
	storageClass = "prepared"
)

// makeVolumes makes what claims are bound to: nothing provisions volumes here.
func makeVolumes(ctx context.Context, client kubernetes.Interface) error {
	for i := 0; i < volumes; i++ {
		volume := &core.PersistentVolume{
			ObjectMeta: meta.ObjectMeta{Name: fmt.Sprintf("volume-%d", i)},
			Spec: core.PersistentVolumeSpec{
				Capacity:                      core.ResourceList{core.ResourceStorage: resource.MustParse("100Gi")},
				AccessModes:                   []core.PersistentVolumeAccessMode{core.ReadWriteOnce},
				PersistentVolumeReclaimPolicy: core.PersistentVolumeReclaimRetain,
				StorageClassName:              storageClass,
				PersistentVolumeSource: core.PersistentVolumeSource{
					HostPath: &core.HostPathVolumeSource{Path: "/nowhere"}},
			},
		}
		if _, err := client.CoreV1().PersistentVolumes().Create(ctx, volume, meta.CreateOptions{}); err != nil {
			return err
		}
	}
	return nil
}

// recycleVolumes lets volumes whose claims are gone be bound again, as long as the plane runs: there is nothing in them.
func recycleVolumes(ctx context.Context, client kubernetes.Interface) {
	free := []byte(`{"spec": {"claimRef": null}}`)
	for ctx.Err() == nil {
		watch, err := client.CoreV1().PersistentVolumes().Watch(ctx, meta.ListOptions{})
		if err != nil {
			continue
		}
		for event := range watch.ResultChan() {
			volume, is := event.Object.(*core.PersistentVolume)
			if is && volume.Status.Phase == core.VolumeReleased {
				// Whatever goes wrong: there are others, and the next event of this one tries again.
				_, _ = client.CoreV1().PersistentVolumes().Patch(
					ctx, volume.Name, types.MergePatchType, free, meta.PatchOptions{})
			}
		}
	}
}
