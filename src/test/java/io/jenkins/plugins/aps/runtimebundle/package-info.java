/**
 * What runs is what was released: the released process engine is started with the environment and the files that a deployment
 * gives its runtime bundle, and asked which processes it has.
 */
package io.jenkins.plugins.aps.runtimebundle;
