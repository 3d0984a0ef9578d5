//! Our own people.

use indexmap::IndexSet;

use super::{Drafts, ImportError, Reader, Reason, Report, set};
use crate::{
    edit::{Edit, TeamEdit},
    exchange::Field,
    model::{Member, MemberId},
};

pub(super) fn import(table: &mut Reader<'_>) -> Result<Vec<Edit>, ImportError> {
    let team = &table.workbook.team;
    let mut drafts = Drafts::new();
    let mut managers = IndexSet::new();
    table.each_row(
        |cells| {
            let id = cells.required_id(Field::Id, MemberId::new)?;
            let name = cells.given(Field::Name).map(str::to_owned);
            let title = cells.given(Field::Title).map(str::to_owned);
            let manager = cells.id(Field::Manager, MemberId::new)?;
            let position = cells.choice(Field::Position)?;
            let class = cells.given(Field::Class).map(str::to_owned);
            let change = |member: &mut Member| {
                set(&mut member.name, name);
                set(&mut member.title, title);
                set(&mut member.manager, manager.clone().map(Some));
                set(&mut member.position, position.map(Some));
                set(&mut member.class, class);
            };
            let fate = drafts.row(cells.line(), team.get(&id), Member::new(id.clone(), ""), change);
            let fate = fate.map_err(|line| cells.refuse(Field::Id, Reason::Contradicts(line)))?;
            cells.within(drafts.len())?;
            managers.extend(manager);
            Ok(fate)
        },
        Report::note,
    )?;
    let created = table.create_members(managers, |id| drafts.contains(id));
    let put = drafts.changed().map(|member| Edit::Team(TeamEdit::Put(member)));
    Ok(put.chain(created).collect())
}
