// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Yinuo developers
// JSON Forms' own renderers in a page with one button; the same figures as window.c, sent back to whoever served the page.
import React from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { JsonForms } from "@jsonforms/react";
import { vanillaCells, vanillaRenderers } from "@jsonforms/vanilla-renderers";
import { materialCells, materialRenderers } from "@jsonforms/material-renderers";

const [set, size] = location.search.slice(1).split("-");
const say = (line) => fetch("/said", { method: "POST", body: JSON.stringify(line) });

// After the frame that is being made has been painted.
const painted = (then) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = then;
  channel.port2.postMessage(null);
});

const open = async () => {
  const [schema, uischema] = await Promise.all(["schema", "uischema"].map(async (name) =>
    (await fetch(`/${name}-${size}.json`)).json()));
  const material = set === "material";
  const pressed = performance.now();
  flushSync(() => createRoot(document.getElementById("form")).render(
    <JsonForms schema={schema} uischema={uischema} data={{}}
      renderers={material ? materialRenderers : vanillaRenderers} cells={material ? materialCells : vanillaCells} />));
  document.querySelector("#form input").focus();
  painted(() => {
    const opened = performance.now() - pressed;
    say({ open: opened });
    say({ stands: opened });
  });
};

addEventListener("keydown", (event) => painted(() => say({ key: performance.now() - event.timeStamp })), true);
setTimeout(open, 800);
