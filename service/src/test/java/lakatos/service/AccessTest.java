package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import lakatos.v1.GetRequest;
import lakatos.v1.JobsGrpc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessTest {
  @TempDir Path folder;

  private static String owner(io.grpc.Channel channel) {
    return JobsGrpc.newBlockingStub(channel).get(GetRequest.getDefaultInstance()).getOwner();
  }

  @Test
  void server_onThisMachineOnly_isEverybodysOnIt() {
    try (TrivialServer server = new TrivialServer(AccessOptions.DEFAULT)) {
      assertThat(owner(server.channel())).isEqualTo("local admin");
      assertThat(owner(server.channel("Bearer whatever"))).isEqualTo("local admin");
    }
  }

  @Test
  void server_withTokensInTheOpen_warnsAndStillAsksForThem() {
    Path file = folder.resolve("callers.json");
    String token =
        new CallersFile(file, InstantSource.system())
            .addToken("alice", Role.READ, Optional.empty());
    AccessOptions options =
        new AccessOptions("0.0.0.0", Optional.empty(), Optional.of(file), Optional.empty());
    try (CapturedLog log = CapturedLog.usual();
        TrivialServer server = new TrivialServer(options)) {
      assertThat(log.lines())
          .containsExactly(
              "WARN tokens go to 0.0.0.0 unencrypted, and who reads one can use it; give a"
                  + " certificate");
      assertThat(owner(server.channel("Bearer " + token))).isEqualTo("alice read");
      assertThat(Refusals.of(() -> owner(server.channel())).reason()).isEqualTo("TOKEN_MISSING");
    }
  }

  @Test
  void open_withAFileThatIsNotThere_isRefused() {
    Path file = folder.resolve("callers.json");
    AccessOptions options =
        new AccessOptions("127.0.0.1", Optional.empty(), Optional.of(file), Optional.empty());
    assertThatThrownBy(() -> new Access(options, InstantSource.system()))
        .isInstanceOf(ServiceException.class)
        .hasMessage("there is no file " + file + " of callers; lakatos token add makes one");
  }
}
