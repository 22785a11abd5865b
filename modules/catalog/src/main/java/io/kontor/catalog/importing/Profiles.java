package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.INVALID_MAPPING;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The layouts that ship with Kontor; the plain one reads what no other recognises. */
final class Profiles {
    private static final List<Profile> ALL = List.of(new MagentoProfile(), new LitemallProfile(), new PlainProfile());

    private Profiles() {}

    static Profile named(String name) {
        return ALL.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> INVALID_MAPPING
                        .refusal("There is no profile \"" + name + "\". The profiles are "
                                + ALL.stream().map(Profile::name).collect(Collectors.joining(", ")) + ".")
                        .with("field", "profile"));
    }

    /** @param wanted a profile's name, or null for the first that recognises the files */
    static Profile of(List<TableFile> files, @Nullable String wanted) {
        if (wanted != null && !wanted.isBlank()) {
            var profile = named(wanted);
            if (profile.parts(files) == null) {
                throw INVALID_MAPPING.refusal("The files are not what the profile " + wanted + " reads: "
                        + files.stream()
                                .map(file -> file.name() + " has the columns "
                                        + String.join(
                                                ", ",
                                                file.columns().stream()
                                                        .limit(12)
                                                        .toList()))
                                .collect(Collectors.joining("; "))
                        + ".");
            }
            return profile;
        }
        return ALL.stream()
                .filter(profile -> profile.parts(files) != null)
                .findFirst()
                .orElseThrow();
    }
}
