package io.kontor.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.archive.ArchiveModule;
import io.kontor.letters.LettersModule;
import io.kontor.platform.module.KontorModule;
import io.kontor.platform.module.Selection;
import io.kontor.platform.start.StartFailure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final List<KontorModule> HOUSE = List.of(
            KontorModule.of("letters", LettersModule.class, null),
            KontorModule.of("archive", ArchiveModule.class, null, "letters"));

    @Test
    void allIsEveryModule() {
        assertThat(Selection.of(HOUSE, "all", Map.of()).local()).isEqualTo(HOUSE);
    }

    @Test
    void aNeedMayRunElsewhere() {
        var selection = Selection.of(HOUSE, "archive", Map.of("letters", URI.create("http://127.0.0.1:1")));
        assertThat(selection.runs("letters")).isFalse();
        assertThat(selection.addressOf("letters")).contains(URI.create("http://127.0.0.1:1"));
    }

    @Test
    void anUnmetNeedStopsTheStartAndSaysWhatToDo() {
        assertThatThrownBy(() -> Selection.of(HOUSE, "archive", Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("also need letters")
                .hasMessageContaining("KONTOR_REMOTE_LETTERS");
    }

    @Test
    void anUnknownNameStopsTheStartAndListsTheRealOnes() {
        assertThatThrownBy(() -> Selection.of(HOUSE, "letters,attic", Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("attic")
                .hasMessageContaining("letters, archive");
    }
}
