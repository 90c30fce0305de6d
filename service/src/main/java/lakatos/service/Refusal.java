package lakatos.service;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Objects;
import lakatos.leanbridge.LeanException;
import lakatos.prover.model.ModelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that is not served, or to no end: a sentence for people, and a word and details for
 * programs.
 */
final class Refusal {
  private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

  /** Who says the words. */
  private static final String DOMAIN = "lakatos";

  private static final RetryInfo SOON =
      RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder().setSeconds(2)).build();

  private Refusal() {}

  /**
   * Makes what a client gets to see.
   *
   * @param reason a word that stays the same over versions, such as {@code TOKEN_EXPIRED}
   */
  static StatusException of(Status.Code code, String reason, String sentence, Message... details) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(sentence);
    status.addDetails(Any.pack(ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN).build()));
    for (Message detail : details) {
      status.addDetails(Any.pack(detail));
    }
    return StatusProto.toStatusException(status.build());
  }

  /** Ends a call with a refusal. */
  static void close(ServerCall<?, ?> call, StatusException refusal) {
    call.close(
        refusal.getStatus(), Objects.requireNonNullElseGet(refusal.getTrailers(), Metadata::new));
  }

  /** There is no room now. */
  static StatusException busy(String sentence) {
    return of(Status.Code.RESOURCE_EXHAUSTED, "BUSY", sentence, SOON);
  }

  private static StatusException invalid(String sentence) {
    BadRequest.FieldViolation violation =
        BadRequest.FieldViolation.newBuilder().setDescription(sentence).build();
    return of(
        Status.Code.INVALID_ARGUMENT,
        "INVALID",
        sentence,
        BadRequest.newBuilder().addFieldViolations(violation).build());
  }

  private static StatusException unavailable(String reason, String sentence) {
    return of(Status.Code.UNAVAILABLE, reason, sentence, SOON);
  }

  /**
   * What is said of an exception, for the call that this thread works for. What should not happen
   * is logged, and not told in detail.
   */
  static Exception of(Exception e) {
    if (Context.current().isCancelled()) {
      return Status.CANCELLED.withDescription("the call was cancelled").asException();
    }
    if (e instanceof StatusException || e instanceof StatusRuntimeException) {
      return e;
    }
    if (e instanceof ServiceException service) {
      return of(service);
    }
    if (e instanceof StoreException store) {
      return store.reason() == StoreException.Reason.FULL
          ? of(Status.Code.RESOURCE_EXHAUSTED, "STORE_FULL", store.getMessage(), SOON)
          : unavailable("STORE_" + store.reason(), store.getMessage());
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
      return invalid(String.valueOf(e.getMessage()));
    }
    if (e instanceof InterruptedException) {
      return unavailable("ENDING", "the server is ending; try again");
    }
    LOG.error("this should not happen, please report it", e);
    return of(Status.Code.INTERNAL, "DEFECT", "this should not happen; the server's log says more");
  }

  private static StatusException of(ServiceException e) {
    return switch (e.reason()) {
      case BUSY -> busy(e.getMessage());
      case UNKNOWN -> of(Status.Code.NOT_FOUND, "UNKNOWN", e.getMessage());
      case CONFLICT -> of(Status.Code.FAILED_PRECONDITION, "CONFLICT", e.getMessage());
      case BAD_FILE, BAD_ADDRESS, BAD_STORE, KNOWN_CALLER, UNKNOWN_CALLER, BAD_NAME ->
          of(Status.Code.INTERNAL, e.reason().name(), e.getMessage());
    };
  }
}
