//! What comes with the program.

use super::words;

words! {
    NEW_WORKBOOK = "新工作簿", "New workbook";
}
