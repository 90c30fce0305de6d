-- The parts of the REPL, in order. `provision` joins them into one file, which `lean --run` runs without a build.
import Repl.Basics
import Repl.Protocol
import Repl.Clock
import Repl.Elaborate
import Repl.Trust
import Repl.Declarations
import Repl.Goals
import Repl.Errors
import Repl.Verify
import Repl.Session
import Repl.Pickle
import Repl.Probe
import Repl.Terms
import Repl.Variants
import Repl.Sites
import Repl.Anatomy
import Repl.Main
