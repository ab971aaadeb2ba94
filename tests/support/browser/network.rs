//! Losing the network, and finding it again.

use serde_json::json;

use super::Browser;

impl Browser {
    /// The network is gone, as behind a door without Wi-Fi.
    pub fn lose_network(&self) {
        self.network(true);
    }

    /// The network is back.
    pub fn find_network(&self) {
        self.network(false);
    }

    fn network(&self, offline: bool) {
        self.devtools("Network.enable", &json!({}));
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.devtools("Network.emulateNetworkConditions", &conditions);
    }
}
