import Lake
open Lake DSL

package lakatos

-- `lake update -Kmathlib=1 && lake exe cache get` fetches Mathlib; see README.md.
meta if get_config? mathlib |>.isSome then
require "leanprover-community" / "mathlib" @ git "v4.28.0"

/-- The program that the bridge talks to. -/
@[default_target]
lean_lib Repl
