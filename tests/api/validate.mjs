// node tests/api/validate.mjs DESCRIPTION RECORD
// Holds every exchange that the stories had with the API (a JSON object a line, see tests/support/client.cpp) against the OpenAPI
// description: the operation, the status, the media type and the body of each answer; of those that were granted the request as well.
// Says which operations nobody was granted, and fails for each of them.

import {readFileSync} from "node:fs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [descriptionFile, recordFile] = process.argv.slice(2);
const description = JSON.parse(readFileSync(descriptionFile, "utf8"));
const exchanges = readFileSync(recordFile, "utf8").trim().split("\n").map((line) => JSON.parse(line));

// What the server itself answers when it cannot take a request apart or cannot answer at all; every other status has to be named.
const ofTheServer = new Set([405, 408, 414, 431, 500, 503]);

const ajv = new Ajv({allErrors: true, strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false, formats: {password: true}});
addFormats(ajv);

/// The same schema with its references into the document turned into references to the schemas that are given to ajv below.
const rehomed = (schema) => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"motcua#/$defs/'));
ajv.addSchema({$id: "motcua", $defs: rehomed(description.components.schemas)});

const compiled = new Map();
const fits = (schema, value) => {
    const key = JSON.stringify(schema);
    if (!compiled.has(key)) compiled.set(key, ajv.compile(rehomed(schema)));
    const validate = compiled.get(key);
    return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`);
};

const resolved = (part) => (part?.$ref ? part.$ref.slice(2).split("/").reduce((at, name) => at[name], description) : part);

const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        operation,
        places: path.split("/").filter((piece) => piece.startsWith("{")).length,
        pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
        granted: 0,
    })),
).sort((a, b) => a.places - b.places);

const find = ({method, path}) => operations.find((one) => one.method === method && one.pattern.test(path));

const withoutOperation = ({status, media_type: mediaType}) =>
    (status === 404 || status === 405) && mediaType === "application/problem+json" ? [] : [`${status} ${mediaType} where there is no operation`];

const wrongInAnswer = (response, {media_type: mediaType, answer}) => {
    if (!response.content) return answer === "" ? [] : ["a body where none is described"];
    const content = response.content[mediaType.split(";")[0]];
    if (!content) return [`undescribed media type ${mediaType}`];
    if (!/json/.test(mediaType)) return [];
    return fits(content.schema, JSON.parse(answer)).map((fault) => `answer ${fault}`);
};

const wrongInRequest = (operation, {body, upload, query}) => {
    const faults = [];
    const parameters = (operation.parameters ?? []).map(resolved).filter((parameter) => parameter.in === "query");
    for (const name of Object.keys(query)) if (!parameters.some((parameter) => parameter.name === name)) faults.push(`undescribed parameter ${name}`);
    for (const {name, required} of parameters) if (required && !(name in query)) faults.push(`granted without the parameter ${name}`);
    const wanted = resolved(operation.requestBody);
    if (wanted?.content["multipart/form-data"]) return upload ? faults : [...faults, "granted without an upload"];
    if (!wanted) return body === "" ? faults : [...faults, "granted with a body that is not described"];
    return [...faults, ...fits(wanted.content["application/json"].schema, JSON.parse(body)).map((fault) => `request ${fault}`)];
};

const wrongIn = (exchange) => {
    const found = find(exchange);
    if (!found) return withoutOperation(exchange);
    const {status} = exchange;
    const granted = status >= 200 && status < 300;
    const response = resolved(found.operation.responses[status] ?? (ofTheServer.has(status) ? found.operation.responses.default : undefined));
    if (!response) return [`undescribed status ${status} ${exchange.answer.slice(0, 200)}`];
    if (granted) found.granted += 1;
    return [...wrongInAnswer(response, exchange), ...(granted ? wrongInRequest(found.operation, exchange) : [])];
};

let faults = 0;
for (const exchange of exchanges)
    for (const fault of wrongIn(exchange)) {
        faults += 1;
        if (faults <= 50) console.log(`${exchange.method} ${exchange.path} ${exchange.status}: ${fault}`);
    }
const never = operations.filter((one) => one.granted === 0);
for (const {operation} of never) console.log(`never granted: ${operation.operationId}`);
console.log(`api: ${exchanges.length} exchanges, ${operations.length} operations, ${faults} faults, ${never.length} never granted`);
process.exit(faults === 0 && never.length === 0 && exchanges.length > 0 ? 0 : 1);
