package lakatos.service;

import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthGrpc;
import java.util.Map;
import lakatos.v1.AutoformalizerGrpc;
import lakatos.v1.JobsGrpc;
import lakatos.v1.ModelsGrpc;
import lakatos.v1.ProverGrpc;
import lakatos.v1.VerifierGrpc;

/** Which role each method needs. */
final class MethodRoles {
  /** Package, versions and all. */
  private static final String REFLECTION = "grpc.reflection.";

  private static final Map<String, Role> TABLE =
      Map.ofEntries(
          needs(Role.SUBMIT, ProverGrpc.getProveMethod()),
          needs(Role.SUBMIT, ProverGrpc.getProveBatchMethod()),
          needs(Role.SUBMIT, VerifierGrpc.getVerifyMethod()),
          needs(Role.SUBMIT, VerifierGrpc.getVerifyStreamMethod()),
          needs(Role.SUBMIT, AutoformalizerGrpc.getFormalizeMethod()),
          needs(Role.SUBMIT, JobsGrpc.getSubmitMethod()),
          needs(Role.SUBMIT, JobsGrpc.getCancelMethod()),
          needs(Role.SUBMIT, JobsGrpc.getDeleteMethod()),
          needs(Role.READ, JobsGrpc.getGetMethod()),
          needs(Role.READ, JobsGrpc.getListMethod()),
          needs(Role.READ, JobsGrpc.getWatchMethod()),
          needs(Role.READ, JobsGrpc.getResultsMethod()),
          needs(Role.SUBMIT, ModelsGrpc.getGenerateMethod()),
          needs(Role.READ, ModelsGrpc.getListModelsMethod()),
          needs(Role.READ, ModelsGrpc.getGetModelMethod()));

  private MethodRoles() {}

  private static Map.Entry<String, Role> needs(Role role, MethodDescriptor<?, ?> method) {
    return Map.entry(method.getFullMethodName(), role);
  }

  /** Returns whether anybody may call a method: load balancers ask for a server's health. */
  static boolean isOpen(MethodDescriptor<?, ?> method) {
    return HealthGrpc.SERVICE_NAME.equals(method.getServiceName());
  }

  /** Returns the role that a method needs. Methods that were forgotten here are for admins. */
  static Role needed(MethodDescriptor<?, ?> method) {
    String name = method.getFullMethodName();
    return name.startsWith(REFLECTION) ? Role.READ : TABLE.getOrDefault(name, Role.ADMIN);
  }

  /** Returns whether a method was not forgotten. */
  static boolean knows(String fullMethodName) {
    return TABLE.containsKey(fullMethodName);
  }
}
