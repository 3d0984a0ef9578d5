//! What has changed on a power map since an earlier day.

use super::words;

words! {
    KEEP = "存下今天的权力地图", "Keep today’s map";
}
