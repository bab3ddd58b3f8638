"""usage: fake-cluster.py PORT_FILE NAMESPACE NAME KEY=VALUE...

Answers as the API of a Kubernetes cluster that has one secret, for helm's function "lookup". Writes the port that it
listens on (of this machine alone) into PORT_FILE.
"""
import base64
import http.server
import json
import os
import sys

port_file, namespace, name = sys.argv[1:4]
data = dict(pair.split("=", 1) for pair in sys.argv[4:])
secret = {
    "apiVersion": "v1",
    "kind": "Secret",
    "metadata": {"name": name, "namespace": namespace},
    "data": {key: base64.b64encode(value.encode()).decode() for key, value in data.items()},
}
resource = {"name": "secrets", "singularName": "secret", "namespaced": True, "kind": "Secret", "verbs": ["get", "list"]}
ANSWERS = {
    "/version": {"major": "1", "minor": "31", "gitVersion": "v1.31.0"},
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
    "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": [resource]},
    f"/api/v1/namespaces/{namespace}/secrets/{name}": secret,
}
MISSING = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}


class Api(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        answer = ANSWERS.get(self.path.split("?")[0])
        body = json.dumps(answer or MISSING).encode()
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api)
with open(port_file + ".new", "w") as file:
    file.write(str(server.server_port))
os.rename(port_file + ".new", port_file)
server.serve_forever()
