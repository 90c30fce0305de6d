package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;

final class AuthenticationPropertyTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final Path file;
  private final String token;
  private final Authentication authentication;

  AuthenticationPropertyTest() throws IOException {
    file = Files.createTempDirectory("callers").resolve("callers.json");
    CallersFile callers = new CallersFile(file, CLOCK);
    token = callers.addToken("alice", Role.ADMIN, Optional.empty());
    authentication = new Authentication(Optional.of(new Callers(callers)), Optional.empty(), CLOCK);
  }

  @AfterProperty
  void forget() throws IOException {
    Files.delete(file);
    Files.delete(file.getParent());
  }

  private void isRefused(String authorization) {
    StatusException refusal =
        catchThrowableOfType(
            StatusException.class, () -> authentication.identify(authorization, Optional.empty()));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(refusal.getStatus().getDescription()).doesNotContain("\n", token);
  }

  @Property
  void identify_anyText_isUnauthenticated(@ForAll String authorization) {
    isRefused(authorization);
  }

  @Property
  void identify_anyBearer_isUnauthenticated(@ForAll String secret) {
    isRefused("Bearer " + secret);
  }

  @Property
  void identify_aTokenWithAnyCharacterChanged_isUnauthenticated(
      @ForAll int at, @ForAll char other) {
    int index = Math.floorMod(at, token.length());
    String changed = token.substring(0, index) + other + token.substring(index + 1);
    if (!changed.equals(token) && changed.strip().equals(changed)) {
      isRefused("Bearer " + changed);
    }
  }

  @Example
  void identify_theToken_isTheCaller() throws StatusException {
    assertThat(authentication.identify("Bearer " + token, Optional.empty()))
        .isEqualTo(new Caller("alice", Role.ADMIN));
  }
}
