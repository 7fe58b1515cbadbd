// Serves the exchange service by its WSDL, says on stdout where, and then what it understood of each call: one line of JSON each.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import soap from 'soap';

const [wsdl] = process.argv.slice(2);
const understood = (operation) => (message) => {
  console.log(JSON.stringify({ operation, message }));
  return operation === 'countDocument' ? { return: { errCode: '0', countDocument: 3 } } : { return: { errCode: '0', errMsg: '' } };
};
const operations = ['pushDocument', 'updateStatus', 'updateResult', 'countDocument'];
const port = Object.fromEntries(operations.map((operation) => [operation, understood(operation)]));
const server = createServer((_, answer) => answer.writeHead(404).end());
server.listen(0, '127.0.0.1', () => {
  const service = soap.listen(server, {
    path: '/exchange',
    services: { ExchDocumentServiceImplService: { ExchDocumentServiceImplPort: port } },
    xml: readFileSync(wsdl, 'utf8'),
    uri: wsdl,
    callback: () => console.log(JSON.stringify({ port: server.address().port })),
  });
  service.on('error', (e) => console.error(e));
});
process.stdin.on('end', () => process.exit(0)).resume();
