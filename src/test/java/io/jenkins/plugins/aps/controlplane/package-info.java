/** A real Kubernetes control plane for tests: built once, started on loopback, ended with the tests. */
package io.jenkins.plugins.aps.controlplane;
