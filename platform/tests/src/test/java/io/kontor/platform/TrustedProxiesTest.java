package io.kontor.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.platform.start.StartFailure;
import io.kontor.platform.web.TrustedProxies;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = TrustedProxies.of(List.of("127.0.0.1", " 10.1.0.0/16", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.9 |                                | 203.0.113.9   | nobody forwarded it
            203.0.113.9 | 198.51.100.1                   | 203.0.113.9   | who is not trusted cannot claim to be another
            127.0.0.1   |                                | 127.0.0.1     | the proxy itself
            127.0.0.1   | 198.51.100.1                   | 198.51.100.1  | the client
            127.0.0.1   | 1.2.3.4, 198.51.100.1          | 198.51.100.1  | what the client claimed is not believed
            127.0.0.1   | 1.2.3.4 ; 198.51.100.1         | 198.51.100.1  | nor in a line of its own
            127.0.0.1   | 198.51.100.1, 10.1.2.3         | 198.51.100.1  | two proxies in a row
            127.0.0.1   | 10.1.2.3, 10.1.2.4             | 10.1.2.3      | all of them are the house's own
            127.0.0.1   | 198.51.100.1:50123             | 198.51.100.1  | with a port
            127.0.0.1   | [2001:db8::1]:50123            | 2001:db8:0:0:0:0:0:1 | of the newer kind
            fd00::7     | 2001:db8::1                    | 2001:db8:0:0:0:0:0:1 | from a proxy of the newer kind
            127.0.0.1   | nonsense                       | 127.0.0.1     | what is no address counts for nothing
            127.0.0.1   | 198.51.100.1, unknown          | 127.0.0.1     | nor what stands before it
            """)
    void theClientIsTheLastWhoIsNoTrustedProxy(String peer, String forwardedFor, String client, String because) {
        var lines = forwardedFor == null ? List.<String>of() : List.of(forwardedFor.split(";"));
        assertThat(proxies.clientOf(peer, Collections.enumeration(lines)))
                .as(because)
                .isEqualTo(client);
    }

    @Test
    void whoTrustsNobodyBelievesNoHeader() {
        assertThat(TrustedProxies.of(List.of()).clientOf("127.0.0.1", Collections.enumeration(List.of("198.51.100.1"))))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void whatIsNoAddressStopsTheStart() {
        assertThatThrownBy(() -> TrustedProxies.of(List.of("10.0.0.0/99")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("10.0.0.0/99");
    }
}
