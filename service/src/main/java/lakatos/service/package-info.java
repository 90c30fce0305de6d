/** The gRPC service: calls that are answered at once, and jobs that survive whatever happens. */
@org.jspecify.annotations.NullMarked
package lakatos.service;
