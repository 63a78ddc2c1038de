import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.activiti.core.common.spring.project.ProjectModelService;
import org.activiti.engine.RepositoryService;
import org.activiti.engine.repository.ProcessDefinition;
import org.activiti.spring.autodeployment.NeverFailAutoDeploymentStrategy;
import org.activiti.spring.boot.ActivitiProperties;
import org.activiti.spring.boot.ProcessDefinitionResourceFinderDescriptor;
import org.activiti.spring.resources.ResourceFinder;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * The process engine as the runtime bundle starts it: the same starter, the same deployment mode, everything else from the
 * environment. Tells what it has loaded, one line each, fields apart by tabs:
 *
 * <pre>
 * definition  KEY  VERSION  FILE    a process that can be started now
 * left-out    REASON                what the engine logged about a file that it did not load
 * failed      REASON                it does not start at all
 * </pre>
 *
 * <p>{@code --each FOLDER}: one start, and then each folder in FOLDER on its own, as if it held the processes of an
 * application. Before its lines comes {@code folder NAME}.
 */
@EnableAutoConfiguration
public class RuntimeBundle {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final List<String> LOGGED = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        int status = 0;
        List<String> springs = new ArrayList<>(List.of(arguments));
        int each = springs.indexOf("--each");
        Path folders = each < 0 ? null : Paths.get(springs.get(each + 1));
        if (each >= 0) {
            springs.subList(each, each + 2).clear();
            springs.add("--spring.activiti.checkProcessDefinitions=false");
        }
        SpringApplication application = new SpringApplicationBuilder(RuntimeBundle.class)
                .web(WebApplicationType.NONE)
                // What the image's own metadata.properties sets, by the sources of activiti-cloud-starter-runtime-bundle.
                .properties("spring.activiti.deploymentMode=never-fail", "spring.main.banner-mode=off")
                .build();
        application.addInitializers(context -> listen());
        try (ConfigurableApplicationContext context = application.run(springs.toArray(new String[0]))) {
            if (folders == null) {
                logged().forEach(line -> tell("left-out", line));
                tell(context.getBean(RepositoryService.class)
                        .createProcessDefinitionQuery()
                        .latestVersion()
                        .list());
            } else {
                each(folders, context);
            }
        } catch (Exception e) {
            tell("failed", reason(e));
            status = 1;
        }
        // Pools of the engine may still be at work.
        Runtime.getRuntime().halt(status);
    }

    private static void each(Path folders, ConfigurableApplicationContext context) throws Exception {
        List<Path> all;
        try (Stream<Path> found = Files.list(folders)) {
            all = found.sorted().collect(Collectors.toList());
        }
        RepositoryService repository = context.getBean(RepositoryService.class);
        NeverFailAutoDeploymentStrategy strategy =
                new NeverFailAutoDeploymentStrategy(context.getBean(ProjectModelService.class));
        for (Path folder : all) {
            tell("folder", folder.getFileName().toString());
            logged();
            ActivitiProperties properties = new ActivitiProperties();
            properties.setProcessDefinitionLocationPrefix("file:" + folder + "/");
            String name = folder.getFileName().toString();
            try {
                strategy.deployResources(
                        name,
                        context.getBean(ResourceFinder.class)
                                .discoverResources(new ProcessDefinitionResourceFinderDescriptor(properties))
                                .toArray(new org.springframework.core.io.Resource[0]),
                        repository);
                logged().forEach(line -> tell("left-out", line));
                repository.createDeploymentQuery().deploymentName(name).list().forEach(deployment -> tell(repository
                        .createProcessDefinitionQuery()
                        .deploymentId(deployment.getId())
                        .list()));
            } catch (Exception e) {
                tell("failed", reason(e));
            }
            repository
                    .createDeploymentQuery()
                    .deploymentName(name)
                    .list()
                    .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
        }
    }

    private static void tell(List<ProcessDefinition> definitions) {
        definitions.forEach(each -> tell(
                "definition",
                each.getKey(),
                Integer.toString(each.getVersion()),
                Paths.get(each.getResourceName()).getFileName().toString()));
    }

    private static void tell(String... fields) {
        OUT.println(
                Stream.of(fields).map(field -> field.replaceAll("\\s+", " ")).collect(Collectors.joining("\t")));
    }

    private static String reason(Throwable thrown) {
        StringBuilder reasons = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            reasons.append(each).append(" <- ");
        }
        return reasons.toString();
    }

    private static List<String> logged() {
        List<String> lines = new ArrayList<>(LOGGED);
        LOGGED.clear();
        return lines;
    }

    private static void listen() {
        Logger strategy = (Logger) LoggerFactory.getLogger("org.activiti.spring.autodeployment");
        AppenderBase<ILoggingEvent> appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getLevel().levelInt >= ch.qos.logback.classic.Level.ERROR_INT) {
                    LOGGED.add(event.getFormattedMessage()
                            + (event.getThrowableProxy() == null
                                    ? ""
                                    : " " + event.getThrowableProxy().getMessage()));
                }
            }
        };
        appender.setContext(strategy.getLoggerContext());
        appender.start();
        strategy.addAppender(appender);
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender("console");
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender("CONSOLE");
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager();
    }
}
