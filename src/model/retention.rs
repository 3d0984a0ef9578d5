//! How long what was said in a conversation is kept.

use jiff::Span;
use serde::{Deserialize, Serialize};

use super::{Conversation, Date};

/// What of performance conversations is data. Our reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConversationMethod {
    /// A conversation is kept for this many months after it was held, unless it says otherwise. The programme says
    /// nothing of it; twenty-four are enough to hold this year's appraisal against the last one, and what serves no
    /// appraisal any more has no reason to be there.
    pub keep_months: u16,
    /// The last weeks of a period, in days: evidence from these alone says little about the whole of it. Our reading.
    pub recent_days: u16,
}

impl Default for ConversationMethod {
    fn default() -> Self {
        Self { keep_months: 24, recent_days: 28 }
    }
}

impl Conversation {
    /// The last day on which it should be there: the one it names, or else the method's span after it was held. Nothing
    /// for one that was not held yet and names none.
    pub fn kept_until(&self, method: &ConversationMethod) -> Option<Date> {
        let span = Span::new().try_months(method.keep_months).ok()?;
        self.keep_until.or_else(|| self.on?.checked_add(span).ok())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{ConversationId, ConversationKind, MemberId};

    #[test]
    fn a_conversation_is_kept_for_two_years_unless_it_says_otherwise() {
        let id = (ConversationId::new("talk").unwrap(), MemberId::new("somebody").unwrap());
        let mut talk = Conversation::new(id.0, id.1, ConversationKind::Result);
        let method = ConversationMethod::default();
        assert_eq!(talk.kept_until(&method), None);
        talk.on = Some(date(2024, 2, 29));
        assert_eq!(talk.kept_until(&method), Some(date(2026, 2, 28)));
        assert_eq!(
            talk.kept_until(&ConversationMethod { keep_months: u16::MAX, ..ConversationMethod::default() }),
            Some(date(7485, 5, 29))
        );
        talk.keep_until = Some(date(2030, 1, 1));
        assert_eq!(talk.kept_until(&method), Some(date(2030, 1, 1)));
        talk.on = None;
        assert_eq!(talk.kept_until(&method), Some(date(2030, 1, 1)));
    }
}
