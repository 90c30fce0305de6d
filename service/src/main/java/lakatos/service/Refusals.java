package lakatos.service;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import lakatos.leanbridge.LeanException;
import lakatos.prover.model.ModelException;
import lakatos.v1.Problem;
import lakatos.v1.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a caller is told when there is no answer: a status, one sentence, and details for machines.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final String DOMAIN = "lakatos";
  private static final Duration RETRY = Duration.newBuilder().setSeconds(2).build();

  private Refusals() {}

  /** A status with a reason that stays the same over versions, and further details. */
  static StatusRuntimeException of(
      Code code, String reason, String sentence, List<? extends Message> details) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder().setCode(code.getNumber()).setMessage(sentence);
    status.addDetails(Any.pack(ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(reason).build()));
    details.forEach(detail -> status.addDetails(Any.pack(detail)));
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /** The request is wrong in itself. */
  static StatusRuntimeException invalid(String field, String sentence) {
    BadRequest.FieldViolation violation =
        BadRequest.FieldViolation.newBuilder().setField(field).setDescription(sentence).build();
    return of(
        Code.INVALID_ARGUMENT,
        "INVALID",
        sentence,
        List.of(BadRequest.newBuilder().addFieldViolations(violation).build()));
  }

  /** There is no room now. */
  static StatusRuntimeException busy(String sentence) {
    return of(
        Code.RESOURCE_EXHAUSTED,
        "BUSY",
        sentence,
        List.of(RetryInfo.newBuilder().setRetryDelay(RETRY).build()));
  }

  private static StatusRuntimeException unavailable(String reason, String sentence) {
    return of(
        Code.UNAVAILABLE,
        reason,
        sentence,
        List.of(RetryInfo.newBuilder().setRetryDelay(RETRY).build()));
  }

  /** What is said of one problem among many. */
  static Result result(Problem problem, IllegalArgumentException e) {
    return Wire.error(problem.getId(), String.valueOf(e.getMessage()), List.of());
  }

  /** What is said of an exception. What should not happen is logged, and not told in detail. */
  static StatusRuntimeException of(Exception e) {
    if (Context.current().isCancelled()) {
      return Status.CANCELLED.withDescription("the call was cancelled").asRuntimeException();
    }
    if (e instanceof StatusRuntimeException status) {
      return status;
    }
    if (e instanceof ServiceException service) {
      return of(service);
    }
    if (e instanceof LeanException lean) {
      return lean.reason() == LeanException.Reason.BUSY
          ? busy(lean.getMessage())
          : unavailable("LEAN_" + lean.reason(), lean.getMessage());
    }
    if (e instanceof ModelException model) {
      return unavailable("MODEL_" + model.reason(), model.getMessage());
    }
    if (e instanceof IllegalArgumentException) {
      return invalid("", String.valueOf(e.getMessage()));
    }
    if (e instanceof InterruptedException) {
      return unavailable("ENDING", "the server is ending; try again");
    }
    LOG.error("this should not happen, please report it", e);
    return of(
        Code.INTERNAL, "DEFECT", "this should not happen; the server's log says more", List.of());
  }

  private static StatusRuntimeException of(ServiceException e) {
    return switch (e.reason()) {
      case BUSY -> busy(e.getMessage());
      case UNKNOWN -> of(Code.NOT_FOUND, "UNKNOWN", e.getMessage(), List.of());
      case CONFLICT -> of(Code.FAILED_PRECONDITION, "CONFLICT", e.getMessage(), List.of());
      case STORE -> unavailable("STORE", e.getMessage());
      case MISCONFIGURED -> of(Code.INTERNAL, "MISCONFIGURED", e.getMessage(), List.of());
    };
  }
}
