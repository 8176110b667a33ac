// Every page works without this. It makes some of them quicker to use.
import { watchFiles } from "./files";
import { leadToErrors } from "./errors";
import { submitOnce, warnBeforeLeaving } from "./forms";
import { desk } from "./desk";
import { readAloud } from "./read_aloud";

leadToErrors();
watchFiles();
submitOnce();
warnBeforeLeaving();
if (document.body.classList.contains("mc-wide")) desk();
else readAloud();
