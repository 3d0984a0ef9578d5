//! Taking in a questionnaire that was written elsewhere.

use std::path::Path;

use super::{
    App,
    dialogs::{Dialog, file_name},
    notices::Weight,
};
use crate::{
    edit::{AssessmentEdit, Edit},
    exchange::{folder::read_table, xlsform},
    file::IoProblem,
    text::{file as file_words, xlsform as words},
};

impl App {
    /// Takes in an XLSForm as one edit, and says what to know of it; or says what is not understood.
    pub(super) fn import_questionnaire(&mut self, path: &Path) {
        let (lang, name) = (self.lang(), file_name(path));
        let bytes = match read_table(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let text = format!("{name}: {}", file_words::io(lang, &IoProblem::from(error)));
                return self.notices.tell(Weight::Trouble, text);
            }
        };
        let form = match xlsform::read(&bytes, &self.session.workbook().instruments) {
            Ok(form) => form,
            Err(error) => {
                let dialog = Dialog::outcome(lang, words::NOT_TAKEN_IN, words::error(lang, &name, &error));
                return self.dialogs.push_back(dialog);
            }
        };
        let lines = words::report(lang, &form);
        let is_plain = form.known || form.cautions.is_empty();
        if !form.known {
            let put = Edit::Assessment(AssessmentEdit::PutInstrument(Box::new(form.instrument)));
            let done = self.session.apply(put);
            if done.is_err() {
                return self.tell_refused(done);
            }
        }
        if is_plain {
            self.notices.tell(Weight::Done, lines.concat());
        } else {
            self.dialogs.push_back(Dialog::outcome(lang, words::TAKEN_IN, lines));
        }
    }
}
