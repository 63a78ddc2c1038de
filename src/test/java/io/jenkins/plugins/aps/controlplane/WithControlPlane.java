package io.jenkins.plugins.aps.controlplane;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests against a real control plane, one for all classes of a run; a parameter of type {@link ControlPlane} is it, one
 * of type {@link Prefix} gives the class names of its own and removes what has them when the class has ended. Skipped,
 * with the reason, without the profile {@code cluster} or without Go.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ControlPlaneExtension.class)
public @interface WithControlPlane {}
