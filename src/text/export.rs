//! What goes out to other programs: sheets, columns that an import does not read, and what a file cannot hold.

use super::{Lang, Word, format, import, say, words};
use crate::exchange::{ExportError, Extract, Field, MAX_CELL_CHARS, MAX_COLUMNS};
use crate::model::CustomerId;

words! {
    CUSTOMERS = "客户", "Customers";
    CONTRIBUTIONS = "贡献清单", "Contributions";
    GRID = "客户贡献", "Contribution grid";
    VALUE_MAP = "客户价值图", "Value map";
    CUSTOMER_NAME = "客户名称", "Name";
    NAME_OF_CUSTOMER = "客户名称", "Customer name";
    NAME_OF_OFFERING = "产品名称", "Offering name";
    ATTRACTIVENESS_KNOWN = "客户群吸引力的已知权重", "Known weight of attractiveness";
    ADVANTAGE_KNOWN = "相对优势的已知权重", "Known weight of relative advantage";
    CUSTOMER_CLASS = "客户类别", "Customer class";
    CLASS_BY_SCORES = "按评分的类别", "Class by the scores";
    SUGGESTED_ANIMAL = "建议的动物", "Suggested animal";
    CONTRIBUTION_CLASS = "贡献类别", "Contribution class";
    CONTRIBUTION_TOTAL = "贡献合计", "Contribution total";
    BUBBLE = "气泡大小", "Bubble size";
    REGISTER = "关系登记表", "Register of relations";
    NAME_OF_MANAGER = "上级姓名", "Manager’s name";
    NAME_OF_OWNER = "责任人姓名", "Owner’s name";
    BELOW_TARGET = "离目标还差", "Below target";
    DAYS_SINCE = "未联系天数", "Days since contact";
    DAYS_LATE = "逾期天数", "Days overdue";
    GOALS = "目标卡", "Goal cards";
    NAME_OF_PERSON = "人员姓名", "Person’s name";
    NAME_OF_SUPERIOR = "上级的姓名", "Superior’s name";
    AGREED_ON = "商定日", "Agreed on";
    EVALUATED_ON = "评价面谈日", "Evaluated on";
    NAME_OF_GOAL = "目标内容", "Goal in words";
    QUANTITY = "数量标准", "Quantity";
    QUALITY = "质量标准", "Quality";
    TIME = "时间标准", "Time";
    COST = "成本标准", "Cost";
    OWN_COMPLETION = "本人完成率", "Own completion";
    OWN_ROW_SCORE = "本人交叉得分", "Own row score";
    OWN_DIFFICULTY = "本人看的困难程度", "Own difficulty";
    OWN_EFFORT = "本人看的努力程度", "Own effort";
    OWN_OVERALL = "本人综合得分", "Own overall score";
    IS_PROVISIONAL = "暂定", "Provisional";
    NOT_FOR_ROOM = "目标卡不给全场看，没有导出", "goal cards are not for the room; nothing was written";
    EVERYBODY = "全部客户", "all accounts";
    NO_TABLE = "文件名应以 .xlsx 或 .csv 结尾", "the file’s name must end in .xlsx or .csv";
}

/// The sheet that a list stands on.
pub const fn sheet(extract: Extract) -> Word {
    match extract {
        Extract::Customers => CUSTOMERS,
        Extract::Contributions => CONTRIBUTIONS,
    }
}

/// The header of a field's column in a list of customers or contributions. A customer's name is no person's.
pub const fn header(field: Field) -> Word {
    match field {
        Field::Name => CUSTOMER_NAME,
        field => import::label(field),
    }
}

/// The register of a customer, or of all, as a kind of file: `关系登记表：云岭市数据局（XLSX）`.
pub fn register(lang: Lang, account: Option<&str>, file: &str) -> String {
    let (register, of) = (REGISTER.of(lang), account.unwrap_or(EVERYBODY.of(lang)));
    say!(lang, "{register}：{of}（{file}）", "{register}: {of} ({file})")
}

/// Goal cards as a kind of file: `目标卡（XLSX）`.
pub fn goals(lang: Lang, file: &str) -> String {
    let goals = GOALS.of(lang);
    say!(lang, "{goals}（{file}）", "{goals} ({file})")
}

/// Why no register was written: the customer is not there, or has no people.
pub fn no_people(lang: Lang, account: &CustomerId) -> String {
    say!(lang, "“{account}”没有联系人", "“{account}” has no contacts")
}

/// Why nothing was written.
pub fn error(lang: Lang, error: &ExportError) -> String {
    let number = |count: usize| format::number(count as f64, 0);
    match error {
        ExportError::LongText(of) => {
            let (of, limit) = (import::quoted(lang, of), number(MAX_CELL_CHARS));
            say!(
                lang,
                "{of}的一段文字超过 {limit} 个字符，表格的一格放不下",
                "a text of {of} has more than {limit} characters, which no cell holds"
            )
        }
        ExportError::NotForRoom => NOT_FOR_ROOM.of(lang).to_owned(),
        ExportError::TooManyColumns(offerings) => {
            let (offerings, limit) = (number(*offerings), number(MAX_COLUMNS));
            say!(
                lang,
                "{offerings} 个产品放不进一张表：最多 {limit} 列；可以导出 CSV",
                "a sheet has no room for {offerings} offerings, {limit} columns at most; CSV has"
            )
        }
    }
}
