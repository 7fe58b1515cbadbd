// Calls the exchange service as somebody does who has nothing but its WSDL. One line of JSON on stdin for each call, one on stdout for each answer.
import { createInterface } from 'node:readline';
import soap from 'soap';

const [wsdl, address] = process.argv.slice(2);
const client = await soap.createClientAsync(wsdl, {}, address);
for await (const line of createInterface({ input: process.stdin })) {
  const { operation, message } = JSON.parse(line);
  try {
    const [answer] = await client[operation + 'Async'](message);
    console.log(JSON.stringify({ answer }));
  } catch (e) {
    console.log(JSON.stringify({ fault: e.root?.Envelope?.Body?.Fault ?? String(e.message) }));
  }
}
