/** Statements of compiled libraries, each in the environment that its module began with. */
@NullMarked
package lakatos.corpus;

import org.jspecify.annotations.NullMarked;
