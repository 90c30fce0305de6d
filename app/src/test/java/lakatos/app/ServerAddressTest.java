package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:7, localhost, 7, false",
    "127.0.0.1:7, 127.0.0.1, 7, false",
    "[::1]:7, ::1, 7, false",
    "localhost, localhost, 50051, false",
    "https://localhost:7, localhost, 7, true",
    "prover.example.org:7, prover.example.org, 7, true",
    "https://prover.example.org, prover.example.org, 50051, true",
    "10.0.0.1:7, 10.0.0.1, 7, true",
    "127.0.0.1.example.org:7, 127.0.0.1.example.org, 7, true"
  })
  void parse_onlyThisMachineIsTalkedToWithoutTls(String text, String host, int port, boolean tls) {
    assertThat(ServerAddress.parse(text, false)).isEqualTo(new ServerAddress(host, port, tls));
  }

  @Test
  void parse_plaintextIfTheUserSaysSo() {
    assertThat(ServerAddress.parse("prover.example.org:7", true).tls()).isFalse();
    assertThatThrownBy(() -> ServerAddress.parse("https://prover.example.org:7", true))
        .hasMessage("https means TLS, and --plaintext means none; leave one of them out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":7", "http://a:7", "a b", "a:b", "a:0", "a:70000", "a:7/x", "u@a:7", "a:7?x"})
  void parse_whatNamesNoServer_isTrouble(String text) {
    assertThatThrownBy(() -> ServerAddress.parse(text, false))
        .isInstanceOf(Trouble.class)
        .hasMessage("--server " + text + " names no server; say HOST:PORT or https://HOST:PORT");
  }

  @Test
  void toString_bracketsAroundAnIpv6Address() {
    assertThat(new ServerAddress("::1", 7, false)).hasToString("[::1]:7");
  }
}
