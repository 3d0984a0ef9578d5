//! The arrangement of panels, between the workbook's own form and the tree that is drawn. The file never holds
//! anything of egui's.

use egui_tiles::{Container, Linear, LinearDir, SimplificationOptions, TileId, Tiles, Tree};

use crate::model::{Direction, Pane, PanelKind, Ratio, Tile};

/// How the tree is kept tidy: every panel has a tab, nothing is wrapped twice.
pub const TIDY: SimplificationOptions = SimplificationOptions {
    prune_empty_tabs: true,
    prune_empty_containers: true,
    prune_single_child_tabs: true,
    prune_single_child_containers: true,
    all_panes_must_have_tabs: true,
    join_nested_linear_containers: true,
    flatten_tabs_in_tabs: true,
};

/// The least share of the room: a panel that nobody can see can't be dragged larger either.
const LEAST_SHARE: f64 = 0.01;

/// The arrangement of a workbook that has none yet: the value map large, the others beside it.
pub fn default_tile() -> Tile {
    let pane = |kind| Tile::Pane(Pane { kind, subject: None });
    let customers =
        [PanelKind::ValueMap, PanelKind::Scores, PanelKind::Contributions, PanelKind::Classes, PanelKind::Moves];
    let customers = customers.map(pane).to_vec();
    let others =
        [PanelKind::PowerMap, PanelKind::Relations, PanelKind::Feedback, PanelKind::Goals, PanelKind::Assessment];
    let others = others.map(pane).to_vec();
    Tile::Split {
        direction: Direction::Across,
        shares: [1.0, 1.0].map(Ratio::clamped).into(),
        children: [customers, others].map(|children| Tile::Tabs { active: 0, children }).into(),
    }
}

/// The tree to draw.
pub fn to_tree(id: egui::Id, root: &Tile) -> Tree<Pane> {
    let mut tiles = Tiles::default();
    let root = insert(&mut tiles, root);
    let mut tree = Tree::new(id, root, tiles);
    tree.simplify(&TIDY);
    tree
}

fn insert(tiles: &mut Tiles<Pane>, tile: &Tile) -> TileId {
    match tile {
        Tile::Pane(pane) => tiles.insert_pane(pane.clone()),
        Tile::Tabs { active, children } => {
            let children: Vec<_> = children.iter().map(|child| insert(tiles, child)).collect();
            let active = children.get(*active).or(children.first()).copied();
            tiles.insert_container(egui_tiles::Tabs { children, active })
        }
        Tile::Split { direction, shares, children } => {
            let dir = match direction {
                Direction::Across => LinearDir::Horizontal,
                Direction::Down => LinearDir::Vertical,
            };
            let children: Vec<_> = children.iter().map(|child| insert(tiles, child)).collect();
            let mut linear = Linear::new(dir, children.clone());
            for (child, share) in children.into_iter().zip(shares) {
                linear.shares.set_share(child, share.get().max(LEAST_SHARE) as f32);
            }
            tiles.insert_container(linear)
        }
    }
}

/// What was dropped beside one of several tabs stands beside all of them: it would be on a page of theirs otherwise,
/// under tabs of its own.
pub fn stand_beside_all_tabs(tree: &mut Tree<Pane>, dropped: TileId) {
    let tiles = &mut tree.tiles;
    let Some(both) = tiles.parent_of(dropped) else { return };
    let Some(tabs) = tiles.parent_of(both).filter(|id| is_tabs(tiles, *id)) else { return };
    let holder = tiles.parent_of(tabs);
    let beside = match tiles.get_container(both) {
        Some(Container::Linear(linear)) => linear.children.iter().find(|child| **child != dropped).copied(),
        _ => None,
    };
    let Some(beside) = beside else { return };
    replace_child(tiles, tabs, both, beside);
    replace_child(tiles, both, beside, tabs);
    put_in_place(tree, holder, tabs, both);
}

/// Puts a tile where another stands: in its holder, or as the root where it has none.
pub fn put_in_place(tree: &mut Tree<Pane>, holder: Option<TileId>, old: TileId, new: TileId) {
    match holder {
        Some(holder) => replace_child(&mut tree.tiles, holder, old, new),
        None => *tree = Tree::new(tree.id(), new, std::mem::take(&mut tree.tiles)),
    }
}

fn is_tabs(tiles: &Tiles<Pane>, id: TileId) -> bool {
    matches!(tiles.get_container(id), Some(Container::Tabs(_)))
}

fn replace_child(tiles: &mut Tiles<Pane>, holder: TileId, old: TileId, new: TileId) {
    if let Some(egui_tiles::Tile::Container(holder)) = tiles.get_mut(holder) {
        let _ = holder.replace_child(old, new);
    }
}

/// The arrangement as the workbook keeps it; nothing where no panel is open.
pub fn from_tree(tree: &Tree<Pane>) -> Option<Tile> {
    tree.root().and_then(|root| read(&tree.tiles, root))
}

fn read(tiles: &Tiles<Pane>, id: TileId) -> Option<Tile> {
    match tiles.get(id)? {
        egui_tiles::Tile::Pane(pane) => Some(Tile::Pane(pane.clone())),
        egui_tiles::Tile::Container(Container::Tabs(tabs)) => {
            let (ids, children) = read_all(tiles, &tabs.children);
            let active = tabs.active.and_then(|active| ids.iter().position(|id| *id == active)).unwrap_or(0);
            group(children, |children| Tile::Tabs { active, children })
        }
        egui_tiles::Tile::Container(Container::Linear(linear)) => {
            let direction = match linear.dir {
                LinearDir::Horizontal => Direction::Across,
                LinearDir::Vertical => Direction::Down,
            };
            let (ids, children) = read_all(tiles, &linear.children);
            // A thousandth is less than a pixel, and is read more easily.
            let thousandths = |id| (f64::from(linear.shares[id]) * 1000.0).round() / 1000.0;
            let shares = ids.into_iter().map(|id| Ratio::clamped(thousandths(id).max(LEAST_SHARE))).collect();
            group(children, |children| Tile::Split { direction, shares, children })
        }
        // Nothing here makes a grid; should one come, its panels stay.
        egui_tiles::Tile::Container(Container::Grid(grid)) => {
            let ids: Vec<_> = grid.children().copied().collect();
            let (_, children) = read_all(tiles, &ids);
            group(children, |children| Tile::Tabs { active: 0, children })
        }
    }
}

fn read_all(tiles: &Tiles<Pane>, ids: &[TileId]) -> (Vec<TileId>, Vec<Tile>) {
    ids.iter().filter_map(|id| Some((*id, read(tiles, *id)?))).unzip()
}

/// What holds several tiles; one alone needs no holder.
fn group(mut children: Vec<Tile>, make: impl FnOnce(Vec<Tile>) -> Tile) -> Option<Tile> {
    if children.len() > 1 { Some(make(children)) } else { children.pop() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_pane() -> impl Strategy<Value = Tile> {
        (prop::sample::select(&PanelKind::ALL[..]), prop::option::of("[a-z]{1,3}"))
            .prop_map(|(kind, subject)| Tile::Pane(Pane { kind, subject }))
    }

    fn any_tile() -> impl Strategy<Value = Tile> {
        any_pane().prop_recursive(4, 24, 4, |inner| {
            let direction = prop::sample::select(&[Direction::Across, Direction::Down][..]);
            let shares = prop::collection::vec((0.1..10.0).prop_map(Ratio::clamped), 0..5);
            let children = prop::collection::vec(inner, 0..4);
            prop_oneof![
                (0usize..5, children.clone()).prop_map(|(active, children)| Tile::Tabs { active, children }),
                (direction, shares, children).prop_map(|(direction, shares, children)| Tile::Split {
                    direction,
                    shares,
                    children
                }),
            ]
        })
    }

    fn panes(tile: &Tile) -> Vec<&Pane> {
        match tile {
            Tile::Pane(pane) => vec![pane],
            Tile::Tabs { children, .. } | Tile::Split { children, .. } => children.iter().flat_map(panes).collect(),
        }
    }

    fn there_and_back(tile: &Tile) -> Option<Tile> {
        from_tree(&to_tree(egui::Id::unique("test"), tile))
    }

    proptest! {
        #[test]
        fn every_panel_survives_in_order(tile in any_tile()) {
            let back = there_and_back(&tile);
            prop_assert_eq!(back.as_ref().map(panes).unwrap_or_default(), panes(&tile));
        }

        #[test]
        fn a_tidy_arrangement_comes_back_as_it_was(tile in any_tile()) {
            if let Some(tidy) = there_and_back(&tile) {
                prop_assert_eq!(there_and_back(&tidy), Some(tidy));
            }
        }
    }

    #[test]
    fn the_default_arrangement_is_tidy_and_has_every_panel_once() {
        let tile = default_tile();
        assert_eq!(there_and_back(&tile), Some(tile.clone()));
        let mut kinds: Vec<_> = panes(&tile).iter().map(|pane| pane.kind).collect();
        kinds.sort();
        assert_eq!(kinds, PanelKind::ALL);
    }

    #[test]
    fn what_nested_splits_make_too_small_is_made_large_enough_at_once() {
        let pane = || Tile::Pane(Pane { kind: PanelKind::ValueMap, subject: None });
        let split = |shares: [f64; 2], children| Tile::Split {
            direction: Direction::Down,
            shares: shares.map(Ratio::clamped).into(),
            children,
        };
        let tidy = there_and_back(&split([0.1, 10.0], vec![split([0.1, 10.0], vec![pane(), pane()]), pane()])).unwrap();
        let Tile::Split { shares, .. } = &tidy else { panic!("{tidy:?}") };
        assert!(shares.iter().all(|share| share.get() >= LEAST_SHARE), "{shares:?}");
        assert_eq!(there_and_back(&tidy), Some(tidy));
    }

    #[test]
    fn the_tab_in_front_and_the_shares_are_kept() {
        let pane = |kind| Tile::Pane(Pane { kind, subject: Some("x".into()) });
        let tabs = Tile::Tabs { active: 1, children: vec![pane(PanelKind::Feedback), pane(PanelKind::PowerMap)] };
        let tile = Tile::Split {
            direction: Direction::Down,
            shares: [0.25, 2.5].map(Ratio::clamped).into(),
            children: vec![pane(PanelKind::ValueMap), tabs],
        };
        assert_eq!(there_and_back(&tile), Some(tile));
    }
}
