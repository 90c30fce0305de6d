package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessOptionsTest {
  private static final Optional<Path> CALLERS = Optional.of(Path.of("callers.json"));

  private static AccessOptions at(String host) {
    return new AccessOptions(host, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Optional<TlsOptions> tls(Optional<Path> clientAuthority) {
    return Optional.of(new TlsOptions(Path.of("c.pem"), Path.of("k.pem"), clientAuthority));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "127.1",
        "::1",
        "[::1]",
        "localhost",
        "::ffff:127.0.0.1"
      })
  void address_onThisMachine_needsNothing(String host) {
    assertThat(at(host).address().isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0",
        "::",
        "[::]",
        "192.0.2.1",
        "10.0.0.1",
        "169.254.1.1",
        "2001:db8::1",
        "fe80::1"
      })
  void address_thatOthersReach_needsSomething(String host) {
    assertThatThrownBy(() -> at(host).address())
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.reason()).isEqualTo(ServiceException.Reason.BAD_ADDRESS))
        .hasMessage(
            "others can reach "
                + host
                + "; give a certificate for TLS, an authority of client certificates or a file of"
                + " callers, or listen on 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "fe80::1"})
  void address_thatOthersReach_doesWithAnyProtection(String host) throws Exception {
    InetAddress expected = InetAddress.getByName(host);
    assertThat(new AccessOptions(host, Optional.empty(), CALLERS, Optional.empty()).address())
        .isEqualTo(expected);
    assertThat(
            new AccessOptions(host, tls(Optional.empty()), Optional.empty(), Optional.empty())
                .address())
        .isEqualTo(expected);
    assertThat(new AccessOptions(host, tls(CALLERS), CALLERS, Optional.empty()).address())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nowhere.invalid", "1.2.3.4.5", "fe80::1%nosuchcard", "a b", "127.0.0.1:80"})
  void address_thatIsNone_isRefused(String host) {
    assertThatThrownBy(() -> at(host).address())
        .isInstanceOf(ServiceException.class)
        .hasMessage("there is no address " + host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void address_blank_isRefused(String host) {
    assertThatThrownBy(() -> at(host).address()).hasMessageContaining("not blank");
  }

  @Test
  void isAuthenticated_ifCallersOrTheirCertificatesAreLookedAt() {
    assertThat(AccessOptions.DEFAULT.isAuthenticated()).isFalse();
    assertThat(
            new AccessOptions("::", tls(Optional.empty()), Optional.empty(), Optional.empty())
                .isAuthenticated())
        .isFalse();
    assertThat(
            new AccessOptions("::", tls(CALLERS), Optional.empty(), Optional.empty())
                .isAuthenticated())
        .isTrue();
    assertThat(
            new AccessOptions("::", Optional.empty(), CALLERS, Optional.empty()).isAuthenticated())
        .isTrue();
  }
}
