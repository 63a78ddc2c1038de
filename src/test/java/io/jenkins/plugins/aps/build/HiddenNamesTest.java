package io.jenkins.plugins.aps.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Our sources mean the same with Jenkins's own artifacts as with our signatures of them. */
class HiddenNamesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/aps/jenkins");

    private final HiddenNames names = new HiddenNames(JenkinsApi.read());

    @Test
    void noSimpleNameOfOursIsHiddenByAMemberOfARealSupertype() throws IOException {
        try (var files = Files.walk(SOURCES);
                var manager = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(sources).hasSizeGreaterThan(50);
            assertThat(names.check(manager.getJavaFileObjectsFromPaths(sources)))
                    .isEmpty();
        }
    }

    @Test
    void aMethodOfTheOuterClassIsHiddenByAStaticOneThatIsInherited() {
        assertThat(
                        check(
                                """
                        class Sample {
                            static int all() { return 1; }
                            static class Listener extends hudson.model.listeners.ItemListener {
                                int known = all();
                            }
                        }
                        """))
                .containsExactly(
                        "Sample.java:4 says all, which means the one of hudson.model.listeners.ItemListener in a real Jenkins");
    }

    @Test
    void aFieldAndAVariableOutsideAnAnonymousClassAreHidden() {
        assertThat(
                        check(
                                """
                        class Sample {
                            static class Thing extends hudson.model.AbstractDescribableImpl<Thing> { }
                            Object of(String clazz, String items) {
                                return new hudson.model.Descriptor<Thing>() {
                                    @Override public String getDisplayName() { return clazz + items; }
                                };
                            }
                        }
                        """))
                .containsExactly(
                        "Sample.java:5 says clazz, which means the one of hudson.model.Descriptor in a real Jenkins");
    }

    @Test
    void aTypeIsHiddenByANestedOneThatIsInherited() {
        assertThat(
                        check(
                                """
                        class PropertyType { }
                        class Sample extends hudson.model.Descriptor<Sample.Thing> {
                            static class Thing extends hudson.model.AbstractDescribableImpl<Thing> { }
                            PropertyType type;
                        }
                        """))
                .containsExactly(
                        "Sample.java:4 says PropertyType, which means the one of hudson.model.Descriptor in a real Jenkins");
    }

    @Test
    void whatIsNamedByItsClassOrIsAMemberItselfIsNotHidden() {
        assertThat(
                        check(
                                """
                        class Sample {
                            static int all() { return 1; }
                            static class Listener extends hudson.model.listeners.ItemListener {
                                int known = Sample.all();
                                int mine() { return known + mine(); }
                            }
                        }
                        """))
                .isEmpty();
    }

    private List<String> check(String source) {
        return names.check(
                List.of(new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                }));
    }
}
