package io.kontor.app;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kontor.platform.module.KontorModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A module is known by the public types of its own package, and only by modules that stand below it in the house list. */
class BordersTest {
    private static final JavaClasses CLASSES = ownClasses();
    private static final List<String> NAMES =
            House.MODULES.stream().map(KontorModule::name).toList();

    private static JavaClasses ownClasses() {
        // Of other people's classes the names are enough.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.kontor");
    }

    @Test
    void aModuleReachesIntoNoOther() {
        assertThat(breaches((from, to) -> !to.getPackageName().equals("io.kontor." + moduleOf(to))))
                .isEmpty();
    }

    @Test
    void aModuleKnowsOnlyThoseAboveItInTheHouseList() {
        assertThat(breaches((from, to) -> NAMES.indexOf(moduleOf(from)) < NAMES.indexOf(moduleOf(to))))
                .isEmpty();
    }

    @Test
    void theHouseListNamesExactlyTheNeedsThatTheCodeHas() {
        var used = new HashMap<String, Set<String>>();
        crossings()
                .forEach(crossing -> used.computeIfAbsent(moduleOf(crossing.getOriginClass()), _ -> new HashSet<>())
                        .add(moduleOf(crossing.getTargetClass())));
        Map<String, Set<String>> undeclared = new HashMap<>();
        for (var module : House.MODULES) {
            var missing = new HashSet<>(used.getOrDefault(module.name(), Set.of()));
            missing.removeAll(module.needs());
            if (!missing.isEmpty()) {
                undeclared.put(module.name(), missing);
            }
        }
        assertThat(undeclared).isEmpty();
    }

    @Test
    void kernelAndPlatformKnowNoModule() {
        var modules = NAMES.stream().map(name -> "io.kontor." + name + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage("io.kontor.kernel..", "io.kontor.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(modules)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.kontor.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.kontor.platform..")
                .check(CLASSES);
    }

    @Test
    void noPackageIsALayer() {
        noClasses()
                .should(be(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "in a layer package",
                        type -> Set.of(
                                        "service",
                                        "dto",
                                        "impl",
                                        "util",
                                        "utils",
                                        "helper",
                                        "common",
                                        "controller",
                                        "repository")
                                .contains(type.getPackageName()
                                        .substring(type.getPackageName().lastIndexOf('.') + 1)))))
                .check(CLASSES);
    }

    private interface Breach {
        boolean is(JavaClass from, JavaClass to);
    }

    private static List<String> breaches(Breach breach) {
        return crossings().stream()
                .filter(crossing -> breach.is(crossing.getOriginClass(), crossing.getTargetClass()))
                .map(Dependency::getDescription)
                .distinct()
                .toList();
    }

    private static List<Dependency> crossings() {
        var crossings = new ArrayList<Dependency>();
        for (var type : CLASSES) {
            if (NAMES.contains(moduleOf(type))) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> NAMES.contains(moduleOf(use.getTargetClass())))
                        .filter(use -> !moduleOf(use.getTargetClass()).equals(moduleOf(type)))
                        .forEach(crossings::add);
            }
        }
        return crossings;
    }

    private static String moduleOf(JavaClass type) {
        var segments = type.getPackageName().split("\\.");
        return segments.length > 2 && segments[0].equals("io") && segments[1].equals("kontor") ? segments[2] : "";
    }
}
