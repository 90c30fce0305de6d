package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.v1.JobsGrpc;
import lakatos.v1.ModelsGrpc;
import lakatos.v1.ProverGrpc;
import org.junit.jupiter.api.Test;

final class MethodRolesTest {
  private static final Path PROTOCOL = Path.of("../protocol/src/main/proto/lakatos/v1");

  /** Those of a file that is added later, too. */
  private static List<MethodDescriptor<?, ?>> methods() throws Exception {
    List<MethodDescriptor<?, ?>> methods = new ArrayList<>();
    for (String service : services()) {
      Class<?> generated = Class.forName("lakatos.v1." + service + "Grpc");
      var descriptor = (ServiceDescriptor) generated.getMethod("getServiceDescriptor").invoke(null);
      methods.addAll(descriptor.getMethods());
    }
    return methods;
  }

  private static List<String> services() throws IOException {
    List<String> services = new ArrayList<>();
    try (var files = Files.newDirectoryStream(PROTOCOL, "*.proto")) {
      for (Path file : files) {
        Matcher m = Pattern.compile("(?m)^service (\\w+) \\{").matcher(Files.readString(file));
        while (m.find()) {
          services.add(m.group(1));
        }
      }
    }
    return services;
  }

  @Test
  void table_hasEveryMethodOfTheProtocol() throws Exception {
    assertThat(methods()).hasSizeGreaterThanOrEqualTo(15);
    assertThat(methods())
        .allSatisfy(method -> assertThat(MethodRoles.knows(method.getFullMethodName())).isTrue());
  }

  @Test
  void needed_isWhatTheProtocolSays() {
    assertThat(MethodRoles.needed(ProverGrpc.getProveMethod())).isEqualTo(Role.SUBMIT);
    assertThat(MethodRoles.needed(JobsGrpc.getSubmitMethod())).isEqualTo(Role.SUBMIT);
    assertThat(MethodRoles.needed(JobsGrpc.getWatchMethod())).isEqualTo(Role.READ);
    assertThat(MethodRoles.needed(ModelsGrpc.getGenerateMethod())).isEqualTo(Role.SUBMIT);
    assertThat(MethodRoles.needed(ModelsGrpc.getGetModelMethod())).isEqualTo(Role.READ);
  }

  @Test
  void needed_ofOtherServices_isLittleForReflectionAndNothingForHealth() {
    assertThat(MethodRoles.needed(ServerReflectionGrpc.getServerReflectionInfoMethod()))
        .isEqualTo(Role.READ);
    assertThat(MethodRoles.isOpen(HealthGrpc.getCheckMethod())).isTrue();
    assertThat(MethodRoles.isOpen(HealthGrpc.getWatchMethod())).isTrue();
    assertThat(MethodRoles.isOpen(JobsGrpc.getListMethod())).isFalse();
  }

  @Test
  void needed_ofAMethodThatWasForgotten_isAdmin() {
    MethodDescriptor<?, ?> forgotten =
        ProverGrpc.getProveMethod().toBuilder().setFullMethodName("lakatos.v1.Prover/New").build();
    assertThat(MethodRoles.needed(forgotten)).isEqualTo(Role.ADMIN);
  }

  @Test
  void may_eachRole_mayWhatTheOnesBeforeItMay() {
    assertThat(Role.ADMIN.may(Role.SUBMIT)).isTrue();
    assertThat(Role.SUBMIT.may(Role.SUBMIT)).isTrue();
    assertThat(Role.SUBMIT.may(Role.ADMIN)).isFalse();
    assertThat(Role.READ.may(Role.SUBMIT)).isFalse();
  }
}
