import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/controls.css";
import "../ui/surfaces.css";
import "../ui/overlays.css";
import "./styles/frame.css";
import "./styles/list.css";
import "./styles/log.css";
import "./styles/composer.css";
import "./styles/details.css";
import "./styles/pages.css";
import "./styles/settings.css";
import { render } from "preact";
import { startTooltips } from "../ui/tooltip";
import { App } from "./app";
import { loadSession } from "./live/session";
import { followTheme } from "./preferences";
import { route, startRouter } from "./router";

followTheme();
startRouter();
startTooltips();
// The elements page shows no data and needs nobody to be signed in; the welcome page brings its own token.
if (route.value.view !== "elements") void loadSession();
render(<App />, document.getElementById("app")!);
