/** The command line. Start with {@link lakatos.app.Main}. */
@NullMarked
package lakatos.app;

import org.jspecify.annotations.NullMarked;
