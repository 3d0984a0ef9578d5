//! The value map as a chart of the spreadsheet's own: bubbles of four classes around the two cuts, which are the axes.

use std::fmt::Write as _;

use super::{
    ExportError, Line, Sheet, Style,
    xlsx::{RELATIONS, cell_name},
};
use crate::{
    analysis::{Derived, value_map::CustomerValue},
    exchange::xlsx::escaped,
    model::{Customer, CustomerClass, Place, Ratio, Score, Workbook},
    text::{Lang, export as words, value_map as map_words},
};

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const SHEET_DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";

/// The colours of ink, axes and soft words, as in the window's light theme.
const INK: &str = "1A2227";
const OUTLINE: &str = "7F8A93";
const SOFT: &str = "535F68";

/// Names stand beside so many bubbles, the largest; more would cover one another.
const NAMED: usize = 25;

/// A bubble that is smaller is drawn as a share of the largest: without revenue it is still a customer.
const SMALLEST: f64 = 0.004;

/// The columns of the sheet that the chart is drawn from.
const ADVANTAGE: usize = 2;
const ATTRACTIVENESS: usize = 3;
const BUBBLE: usize = 5;

/// The chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chart {
    title: &'static str,
    axes: [Axis; 2],
    series: Vec<Series>,
}

/// An axis and where the other one crosses it.
#[derive(Clone, Debug, PartialEq)]
struct Axis {
    title: &'static str,
    low: f64,
    high: f64,
    cut: f64,
}

/// The customers of a class, in rows one after another.
#[derive(Clone, Debug, PartialEq)]
struct Series {
    name: String,
    color: &'static str,
    /// Counted from 0.
    first: usize,
    bubbles: Vec<Bubble>,
}

#[derive(Clone, Debug, PartialEq)]
struct Bubble {
    name: String,
    place: Place,
    size: f64,
    named: bool,
}

/// The colour of a class, as in the window's light theme.
pub(super) const fn color(class: CustomerClass) -> &'static str {
    match class {
        CustomerClass::Consolidate => "108457",
        CustomerClass::Invest => "1F5FBF",
        CustomerClass::Harvest => "C07400",
        CustomerClass::ServeLightly => "7F8890",
    }
}

/// Where a customer stands: where it was put by hand, or else where its scores put it.
fn place(customer: &Customer, value: &CustomerValue) -> Option<Place> {
    let put = customer.class_override.as_ref().and_then(|by_hand| by_hand.place);
    let computed = || {
        let (attractiveness, advantage) = value.attractiveness.value.zip(value.advantage.value)?;
        Some(Place { attractiveness: Score::clamped(attractiveness), advantage: Ratio::clamped(advantage) })
    };
    put.or_else(computed)
}

/// The sheet with the chart, and what it is drawn from: the classes one after another, the largest customers first.
pub(super) fn sheet(workbook: &Workbook, derived: &Derived, lang: Lang) -> Result<Sheet, ExportError> {
    let mut placed: Vec<(CustomerClass, Place, f64, &Customer)> = Vec::new();
    for customer in workbook.customers.iter() {
        let Some(value) = derived.value_map.customers.get(&customer.id) else { continue };
        let Some((class, place)) = value.class.zip(place(customer, value)) else { continue };
        placed.push((class, place, customer.revenue.map_or(0.0, |revenue| revenue.get().max(0.0)), customer));
    }
    placed.sort_by(|(a, _, one, _), (b, _, other, _)| a.cmp(b).then(other.total_cmp(one)));
    let mut revenues: Vec<f64> = placed.iter().map(|(_, _, revenue, _)| *revenue).collect();
    revenues.sort_by(|a, b| b.total_cmp(a));
    let largest = revenues.first().copied().filter(|largest| *largest > 0.0).unwrap_or(1.0);
    let named_from = revenues.get(NAMED).copied().unwrap_or(f64::NEG_INFINITY);

    let header = [
        words::CUSTOMER_CLASS,
        map_words::NAME,
        map_words::ADVANTAGE,
        map_words::ATTRACTIVENESS,
        map_words::REVENUE,
        words::BUBBLE,
    ];
    let mut sheet = Sheet::new(words::VALUE_MAP, lang, header.map(|word| word.of(lang).to_owned()))?;
    let mut series: Vec<Series> = Vec::new();
    for (class, place, revenue, customer) in &placed {
        let name = map_words::ranked_class(lang, *class);
        let size = revenue.max(largest * SMALLEST);
        let mut row = Line::default();
        row.text(&name);
        row.text(customer.label());
        row.number(Some(place.advantage.get()), Style::Hundredths);
        row.number(Some(place.attractiveness.get()), Style::Hundredths);
        row.number(customer.revenue.map(|revenue| revenue.get()), Style::Number);
        row.number(Some(size), Style::Number);
        if series.last().is_none_or(|last| last.name != name) {
            series.push(Series { name, color: color(*class), first: sheet.rows.len(), bubbles: Vec::new() });
        }
        let named = *revenue > named_from;
        let bubble = Bubble { name: customer.label().to_owned(), place: *place, size, named };
        series.last_mut().into_iter().for_each(|last| last.bubbles.push(bubble.clone()));
        sheet.add(row, customer.id.as_str())?;
    }
    let method = &workbook.method.value_map;
    let (strong, attractive) = (method.advantage_cut.get(), method.attractiveness_cut.get());
    let advantages = placed.iter().map(|(_, place, ..)| place.advantage.get()).chain([strong]);
    let (low, high) = advantages.fold((strong, strong), |(low, high), x| (x.min(low), x.max(high)));
    let across =
        Axis { title: map_words::ADVANTAGE.of(lang), low: tenth(low - 0.15), high: tenth(high + 0.25), cut: strong };
    let up = Axis { title: map_words::ATTRACTIVENESS.of(lang), low: 1.0, high: 10.0, cut: attractive };
    let title = map_words::AREA_IS_REVENUE.of(lang);
    sheet.chart = (!series.is_empty()).then_some(Chart { title, axes: [across, up], series });
    Ok(sheet)
}

/// To one decimal, and not below 0.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round().max(0.0) / 10.0
}

/// Where the chart stands on its sheet: beside the columns it is drawn from.
pub(super) fn drawing(width: usize) -> String {
    let (left, right) = (width + 1, width + 17);
    let corner = |name: &str, column: usize, row: usize| {
        format!(
            "<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>\
             <xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        )
    };
    format!(
        "<xdr:wsDr xmlns:xdr=\"{SHEET_DRAWING}\" xmlns:a=\"{DRAWING}\"><xdr:twoCellAnchor>{}{}\
         <xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"2\" name=\"Chart 1\"/>\
         <xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>\
         </xdr:xfrm><a:graphic><a:graphicData uri=\"{CHART}\"><c:chart xmlns:c=\"{CHART}\" xmlns:r=\"{RELATIONS}\" \
         r:id=\"rId1\"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>",
        corner("from", left, 1),
        corner("to", right, 42)
    )
}

impl Chart {
    /// The chart of a sheet.
    pub(super) fn xml(&self, sheet: &str) -> String {
        let [across, up] = &self.axes;
        let series: String = self.series.iter().enumerate().map(|(index, series)| series.xml(index, sheet)).collect();
        format!(
            "<c:chartSpace xmlns:c=\"{CHART}\" xmlns:a=\"{DRAWING}\" xmlns:r=\"{RELATIONS}\">\
             <c:roundedCorners val=\"0\"/><c:chart>{}<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>\
             <c:bubbleChart><c:varyColors val=\"0\"/>{series}<c:bubbleScale val=\"45\"/>\
             <c:showNegBubbles val=\"0\"/><c:sizeRepresents val=\"area\"/><c:axId val=\"1\"/><c:axId val=\"2\"/>\
             </c:bubbleChart>{}{}</c:plotArea>\
             <c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend><c:plotVisOnly val=\"1\"/>\
             <c:dispBlanksAs val=\"gap\"/></c:chart></c:chartSpace>",
            title(self.title, 1000, SOFT, ACROSS),
            across.xml("1", "2", "b", up.cut, 0.1),
            up.xml("2", "1", "l", across.cut, 1.0),
        )
    }
}

impl Axis {
    /// The axis `id` at a side; it crosses the other one at `at`, which draws the cut.
    fn xml(&self, id: &str, other: &str, side: &str, at: f64, step: f64) -> String {
        let Self { title: name, low, high, .. } = self;
        // No more than a dozen numbers stand beside an axis.
        let step = step * ((high - low) / step / 12.0).ceil().max(1.0);
        let format = if step < 1.0 { "0.0" } else { "0" };
        format!(
            "<c:valAx><c:axId val=\"{id}\"/><c:scaling><c:orientation val=\"minMax\"/><c:max val=\"{high}\"/>\
             <c:min val=\"{low}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{side}\"/>{}\
             <c:numFmt formatCode=\"{format}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
             <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln w=\"15875\"><a:solidFill>\
             <a:srgbClr val=\"{OUTLINE}\"/></a:solidFill></a:ln></c:spPr><c:crossAx val=\"{other}\"/>\
             <c:crossesAt val=\"{at}\"/><c:crossBetween val=\"midCat\"/><c:majorUnit val=\"{step}\"/></c:valAx>",
            title(name, 1100, INK, if side == "l" { UPWARD } else { ACROSS })
        )
    }
}

impl Series {
    fn xml(&self, index: usize, sheet: &str) -> String {
        let Self { name, color, first, bubbles } = self;
        let last = first + bubbles.len() - 1;
        let range = |column: usize| {
            let [from, to] = [first, &last].map(|row| {
                let cell = cell_name(column, *row);
                let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(cell.len());
                let (letters, number) = cell.split_at_checked(digits).unwrap_or((&cell, ""));
                format!("${letters}${number}")
            });
            escaped(&format!("'{sheet}'!{from}:{to}"))
        };
        let numbers = |tag: &str, column: usize, number: fn(&Bubble) -> f64| {
            let mut xml = format!(
                "<c:{tag}><c:numRef><c:f>{}</c:f><c:numCache><c:formatCode>General</c:formatCode>\
                 <c:ptCount val=\"{}\"/>",
                range(column),
                bubbles.len()
            );
            for (index, bubble) in bubbles.iter().enumerate() {
                // Writing to a text does not fail.
                let _ = write!(xml, "<c:pt idx=\"{index}\"><c:v>{}</c:v></c:pt>", number(bubble));
            }
            xml + &format!("</c:numCache></c:numRef></c:{tag}>")
        };
        let labels: String = bubbles.iter().enumerate().map(|(index, bubble)| bubble.label(index)).collect();
        format!(
            "<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/><c:tx><c:v>{}</c:v></c:tx><c:spPr><a:solidFill>\
             <a:srgbClr val=\"{color}\"><a:alpha val=\"55000\"/></a:srgbClr></a:solidFill><a:ln w=\"9525\"><a:solidFill>\
             <a:srgbClr val=\"{color}\"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val=\"0\"/>\
             <c:dLbls>{labels}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}</c:dLbls>{}{}{}\
             <c:bubble3D val=\"0\"/></c:ser>",
            escaped(name),
            shown(false),
            numbers("xVal", ADVANTAGE, |bubble| bubble.place.advantage.get()),
            numbers("yVal", ATTRACTIVENESS, |bubble| bubble.place.attractiveness.get()),
            numbers("bubbleSize", BUBBLE, |bubble| bubble.size),
        )
    }
}

impl Bubble {
    /// Its name beside it: as words, which no program takes for a formula.
    fn label(&self, index: usize) -> String {
        if !self.named {
            return format!("<c:dLbl><c:idx val=\"{index}\"/><c:delete val=\"1\"/></c:dLbl>");
        }
        format!(
            "<c:dLbl><c:idx val=\"{index}\"/><c:tx>{}</c:tx><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
             <c:dLblPos val=\"r\"/>{}</c:dLbl>",
            rich(&self.name, 800, INK, ACROSS),
            shown(true)
        )
    }
}

/// What a label shows: the words given, or nothing.
fn shown(words: bool) -> String {
    format!(
        "<c:showLegendKey val=\"0\"/><c:showVal val=\"{}\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>\
         <c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>",
        u8::from(words)
    )
}

/// The turn of words that run across or upward.
const ACROSS: &str = "<a:bodyPr/>";
const UPWARD: &str = "<a:bodyPr rot=\"-5400000\" vert=\"horz\"/>";

fn title(text: &str, size: u32, color: &str, turn: &str) -> String {
    format!("<c:title><c:tx>{}</c:tx><c:overlay val=\"0\"/></c:title>", rich(text, size, color, turn))
}

/// Words in a size, in hundredths of a point.
fn rich(text: &str, size: u32, color: &str, turn: &str) -> String {
    format!(
        "<c:rich>{turn}<a:p><a:pPr><a:defRPr sz=\"{size}\" b=\"0\"/></a:pPr><a:r><a:rPr sz=\"{size}\" b=\"0\">\
         <a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill></a:rPr><a:t>{}</a:t></a:r></a:p></c:rich>",
        escaped(text)
    )
}
