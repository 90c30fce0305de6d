package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a client sees of a call that is refused. */
record Refusals(Status.Code code, String reason, String sentence) {

  /** Makes a call that must be refused. */
  static Refusals of(ThrowingCallable call) {
    StatusRuntimeException e = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(e).as("a refusal").isNotNull();
    return of(e);
  }

  static Refusals of(Throwable e) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    assertThat(status).as("details of %s", e).isNotNull();
    if (status.getDetailsCount() == 0) {
      return new Refusals(
          Status.fromCodeValue(status.getCode()).getCode(), "", status.getMessage());
    }
    try {
      ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
      assertThat(info.getDomain()).isEqualTo("lakatos");
      return new Refusals(
          Status.fromCodeValue(status.getCode()).getCode(), info.getReason(), status.getMessage());
    } catch (InvalidProtocolBufferException invalid) {
      throw new AssertionError(invalid);
    }
  }
}
