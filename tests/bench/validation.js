// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Yinuo developers
// The peer: node validation.js FOLDER NAME SECONDS, with ajv and ajv-formats at hand. Prints one number, as validation.c.
const fs = require("fs");
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

const [folder, name, seconds] = process.argv.slice(2);
const read = (end) => JSON.parse(fs.readFileSync(`${folder}/${name}${end}`, "utf8"));
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const validate = ajv.compile(read(".schema.json"));
const instances = read(".json");
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const began = processor();
let judged = 0;
while (processor() < began + Number(seconds)) {
  for (const instance of instances) {
    if (!validate(instance)) throw new Error(`${name}: ${JSON.stringify(validate.errors)}`);
    judged++;
  }
}
console.log((judged / (processor() - began)).toFixed(1));
