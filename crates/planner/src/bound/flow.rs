//! Minimum-cost flow by successive shortest paths (Ahuja, Magnanti and Orlin, *Network Flows*, 1993).
//!
//! Never here: what flows.

/// A network with capacities and costs per unit; costs are not negative.
#[derive(Debug)]
pub(crate) struct Network {
    first: Vec<Vec<usize>>,
    to: Vec<usize>,
    room: Vec<i64>,
    cost: Vec<i64>,
}

impl Network {
    pub fn new(nodes: usize) -> Self {
        Network { first: vec![Vec::new(); nodes], to: Vec::new(), room: Vec::new(), cost: Vec::new() }
    }

    /// One more node; its number.
    pub fn node(&mut self) -> usize {
        self.first.push(Vec::new());
        self.first.len() - 1
    }

    pub fn add(&mut self, from: usize, to: usize, room: i64, cost: i64) {
        for (a, b, room, cost) in [(from, to, room, cost), (to, from, 0, -cost)] {
            self.first[a].push(self.to.len());
            self.to.push(b);
            self.room.push(room);
            self.cost.push(cost);
        }
    }

    /// The most that flows from `source` to `sink`, at the least cost.
    pub fn least_cost(&mut self, source: usize, sink: usize) -> (i64, i128) {
        let nodes = self.first.len();
        let mut height = vec![0i64; nodes];
        let (mut flow, mut cost) = (0i64, 0i128);
        loop {
            let (distance, by) = self.nearest(source, &height);
            if distance[sink] == i64::MAX {
                return (flow, cost);
            }
            for (height, near) in height.iter_mut().zip(&distance) {
                *height += (*near).min(distance[sink]);
            }
            let mut most = i64::MAX;
            let mut node = sink;
            while node != source {
                most = most.min(self.room[by[node]]);
                node = self.to[by[node] ^ 1];
            }
            node = sink;
            while node != source {
                self.room[by[node]] -= most;
                self.room[by[node] ^ 1] += most;
                cost += i128::from(most) * i128::from(self.cost[by[node]]);
                node = self.to[by[node] ^ 1];
            }
            flow += most;
        }
    }

    /// Dijkstra's search with costs made non-negative by the heights.
    fn nearest(&self, source: usize, height: &[i64]) -> (Vec<i64>, Vec<usize>) {
        let nodes = self.first.len();
        let (mut distance, mut by) = (vec![i64::MAX; nodes], vec![usize::MAX; nodes]);
        let mut heap = std::collections::BinaryHeap::new();
        distance[source] = 0;
        heap.push(std::cmp::Reverse((0i64, source)));
        while let Some(std::cmp::Reverse((far, node))) = heap.pop() {
            if far > distance[node] {
                continue;
            }
            for arc in self.first[node].iter().copied().filter(|arc| self.room[*arc] > 0) {
                let next = self.to[arc];
                let there = far + self.cost[arc] + height[node] - height[next];
                if there < distance[next] {
                    distance[next] = there;
                    by[next] = arc;
                    heap.push(std::cmp::Reverse((there, next)));
                }
            }
        }
        (distance, by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheap_way_first() {
        let mut network = Network::new(4);
        network.add(0, 1, 5, 1);
        network.add(0, 2, 5, 4);
        network.add(1, 3, 4, 1);
        network.add(2, 3, 9, 1);
        network.add(1, 2, 9, 1);
        assert_eq!(network.least_cost(0, 3), (10, 4 * 2 + 3 + 5 * 5));
    }
}
