// The sieve of tests/python/handlers/sieve.py as a native HTTP server: the peer of the benchmark.
"use strict";
const http = require("node:http");

const LIMIT = 1000;

function handler() {
  const composite = new Array(LIMIT + 1).fill(false);
  const primes = [];
  for (let number = 2; number <= LIMIT; number += 1) {
    if (composite[number]) continue;
    primes.push(number);
    for (let multiple = number * number; multiple <= LIMIT; multiple += number) {
      composite[multiple] = true;
    }
  }
  return { count: primes.length, largest: primes[primes.length - 1], primes };
}

const server = http.createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    const body = JSON.stringify(handler());
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    });
    response.end(body);
  });
});

server.listen(0, "127.0.0.1", () => console.log(`127.0.0.1:${server.address().port}`));
