/** What deploying costs, measured on the real control plane on demand; see docs/benchmarks.md. */
package io.jenkins.plugins.aps.benchmark;
