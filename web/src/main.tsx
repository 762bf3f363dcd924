// SPDX-License-Identifier: Apache-2.0
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { readQuery } from "./route";
import { languageOf, themeOf } from "./ui/reader";
import "./style/tokens.css";
import "./style/base.css";
import "./style/words.css";
import "./style/form.css";
import "./style/frame.css";
import "./style/tabs.css";
import "./style/layout.css";
import "./style/states.css";
import "./style/chart.css";
import "./style/pulse.css";
import "./style/home.css";
import "./style/overlay.css";
import "./style/controls.css";
import "./style/chooser.css";
import "./style/insight.css";
import "./style/compare.css";
import "./style/fields.css";
import "./style/sentences.css";
import "./style/row_chart.css";
import "./style/balance.css";
import "./style/table.css";
import "./style/people.css";
import "./style/customer.css";
import "./style/record.css";
import "./style/lists.css";
import "./style/voices.css";
import "./style/remark.css";
import "./style/themes.css";

// Before the first paint, so that no wrong theme flashes.
const query = readQuery(location.search);
const theme = themeOf(query);
document.documentElement.lang = languageOf(query);
if (theme) document.documentElement.dataset.theme = theme;

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
