// SPDX-License-Identifier: MIT
#include "ui/compare/comparepage.h"

#include "net/browser/browsertracer.h"
#include "paint/chainpainter.h"
#include "redirect/sources.h"
#include "redirect/statuses.h"
#include "redirect/statustext.h"
#include "ui/compare/comparemodel.h"
#include "ui/compare/matrixmodel.h"
#include "ui/compare/matrixview.h"
#include "ui/compare/visitsview.h"
#include "ui/look/celldelegate.h"
#include "ui/look/links.h"
#include "ui/look/widgets.h"
#include "ui/look/wraptable.h"
#include "ui/request/clientbox.h"
#include "ui/request/clientstore.h"
#include "ui/request/realbrowsers.h"
#include "ui/request/requestbar.h"
#include "ui/request/texts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLeastBody = 16; ///< characters

/// Shows the five common types, or all; sorts by SortRole.
class StatusFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setAll(bool all)
    {
        m_all = all;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        Q_UNUSED(parent);
        return m_all || statusTable()[size_t(row)].common;
    }

private:
    bool m_all = false;
};

bool hasNoBody(const QString &method)
{
    return method == "GET"_L1 || method == "HEAD"_L1;
}

} // namespace

ComparePage::ComparePage(QWidget *parent)
    : QWidget(parent),
      m_model(new CompareModel(this)),
      m_sorted(new StatusFilter(this)),
      m_method(methodBox()),
      m_body(new QLineEdit(u"{\"item\": \"tea\", \"qty\": 2}"_s)),
      m_client(clientBox()),
      m_run(new QPushButton(tr("&Run all"))),
      m_all(new QPushButton(tr("&Show 300–308"))),
      m_twice(new QPushButton(tr("Second v&isit"))),
      m_note(new QLabel(tr("Each type is requested with GET, twice as the same user"))),
      m_stack(new QStackedWidget),
      m_visits(new VisitsView),
      m_table(new WrapTable),
      m_matrix(new MatrixView),
      m_details(richLabel(tr("About the selected redirect type or client"))),
      m_runOne(new QPushButton(tr("R&un this type"))),
      m_browsers(new RealBrowsers)
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(SortRole);
    m_table->setModel(m_sorted);
    m_table->setColumns({{98, 8}, {134, 8}, {82, 8}, {106, 14}, {102, 10}, {104, 14}, {150, 8}, {82, 6}});
    m_table->setAccessibleName(tr("Redirect types"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_sorted->sort(-1);

    QSplitter *splitter = lineSplitter(Qt::Vertical, tr("Redirect types and clients"));
    splitter->setObjectName(u"compare"_s);
    QWidget *bar = createBar();
    splitter->addWidget(m_table);
    splitter->addWidget(createLower());
    splitter->setSizes({290, 440});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_visits);
    layout->addWidget(m_stack, 1);

    connect(m_run, &QPushButton::clicked, this, &ComparePage::run);
    connect(m_body, &QLineEdit::returnPressed, this, &ComparePage::runRequested);
    connect(m_body, &QLineEdit::textChanged, this, &ComparePage::ask);
    connect(m_all, &QPushButton::toggled, this, &ComparePage::setShowAll);
    connect(m_twice, &QPushButton::toggled, this, &ComparePage::setShowVisits);
    connect(m_method, &QComboBox::currentTextChanged, this, &ComparePage::ask);
    connect(m_client, &QComboBox::currentIndexChanged, this, &ComparePage::chooseClient);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ComparePage::showDetails);
    connect(m_matrix, &MatrixView::cellSelected, this, &ComparePage::showCell);
    connect(m_matrix, &MatrixView::cellActivated, this, &ComparePage::runOneRequested);
    connect(m_runOne, &QPushButton::clicked, this, &ComparePage::runChosen);
    connect(m_browsers, &RealBrowsers::chosen, this,
            [this](const QString &browser) { Q_EMIT runOneRequested(browser, m_chosenStatus); });
    connect(new QShortcut(QKeySequence(u"Ctrl+F"_s), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, m_matrix, &MatrixView::focusSearch);
    ask();
    showDetails();
}

QWidget *ComparePage::createBar()
{
    m_method->setCurrentText(u"POST"_s);
    keepMono(m_body);
    m_body->setAccessibleName(tr("Body to send"));
    m_run->setObjectName(u"primary"_s);
    makeBold(m_run);
    m_run->setAccessibleName(tr("Run all"));
    m_run->setToolTip(tr("Send the request to the built-in server once for each redirect type (Ctrl+R)"));
    m_run->setShortcut(QKeySequence(u"Ctrl+R"_s));
    m_all->setCheckable(true);
    m_all->setAccessibleName(tr("Show 300 to 308"));
    m_twice->setCheckable(true);
    m_twice->setAccessibleName(tr("Second visit"));
    m_twice->setToolTip(tr("Visit each redirect type twice as the same user: is the server asked again?"));
    m_note->hide();
    auto *request = new QHBoxLayout;
    request->addWidget(m_method);
    request->addWidget(m_body, 1);
    request->addWidget(m_note, 1);
    auto *sender = new QHBoxLayout;
    sender->addWidget(m_client, 1);
    sender->addWidget(m_run);
    m_sent = new QHBoxLayout;
    m_sent->addLayout(request, 1);
    m_sent->addLayout(sender);
    auto *shown = new QHBoxLayout;
    shown->addWidget(m_all);
    shown->addWidget(m_twice);
    shown->addStretch();
    auto *bar = new QWidget;
    m_row = barRow(bar);
    for (QBoxLayout *part : std::initializer_list<QBoxLayout *>{request, sender, m_sent, shown})
        part->setSpacing(m_row->spacing());
    m_row->addLayout(m_sent, 1);
    m_row->addLayout(shown);
    return bar;
}

/// With large text the switches go below the rest, and the client below the request.
void ComparePage::arrange()
{
    const int request = m_twice->isChecked()
                            ? m_note->fontMetrics().horizontalAdvance(m_note->text())
                            : m_method->sizeHint().width() + kLeastBody * m_body->fontMetrics().averageCharWidth();
    const QMargins margins = m_row->contentsMargins();
    const auto widthOf = [this](std::initializer_list<QWidget *> widgets) {
        int sum = 0;
        for (const QWidget *widget : widgets)
            sum += widget->sizeHint().width() + m_row->spacing();
        return sum;
    };
    const int sent = margins.left() + margins.right() + request + widthOf({m_client, m_run});
    const auto directionFor = [this](int wanted) {
        return width() < wanted ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    };
    m_sent->setDirection(directionFor(sent));
    m_note->setWordWrap(m_sent->direction() == QBoxLayout::TopToBottom);
    m_row->setDirection(directionFor(sent + widthOf({m_all, m_twice})));
}

void ComparePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ComparePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

QWidget *ComparePage::createLower()
{
    m_details->setContentsMargins(12, 10, 12, 12);
    m_details->setAlignment(Qt::AlignTop);
    m_runOne->setAccessibleName(tr("Run this type"));
    m_runOne->setToolTip(tr("Send the request to the built-in server and show the chain on the Inspect page"));
    auto *note = new QLabel(tr("runs on the built-in server"));
    auto *buttons = new QVBoxLayout;
    buttons->setContentsMargins(12, 6, 12, 12);
    buttons->setSpacing(8);
    buttons->addWidget(m_runOne, 0, Qt::AlignLeft);
    buttons->addWidget(m_browsers);
    auto *panel = new QWidget;
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(titleBar(tr("About the selection"), note));
    column->addWidget(scrollOn(m_details, tr("About the selection")), 1);
    column->addLayout(buttons);

    QSplitter *splitter = lineSplitter(Qt::Horizontal, tr("Clients and the selection"));
    splitter->setObjectName(u"comparelower"_s);
    splitter->addWidget(m_matrix);
    splitter->addWidget(panel);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({920, 340});
    return splitter;
}

void ComparePage::run()
{
    if (m_twice->isChecked())
        Q_EMIT visitsRequested();
    else
        Q_EMIT runRequested();
}

void ComparePage::chooseClient()
{
    ask();
    // Rows that another client has filled would be told as this one's.
    if (m_twice->isChecked())
        Q_EMIT visitsRequested();
}

void ComparePage::ask()
{
    const QString method = m_method->currentText().trimmed();
    m_body->setEnabled(!hasNoBody(method));
    m_model->setMethod(method.toUtf8());
    m_matrix->setQuestion({.method = method.toUtf8(), .withBody = !hasNoBody(method) && !m_body->text().isEmpty()});
    // An installed client has no row of its own.
    m_matrix->setReference(predictorOf(requestFor(statusTable()[0].status, 0)));
}

ClientPointer ComparePage::client() const
{
    return knownClients().find(m_client->client());
}

TraceRequest ComparePage::requestFor(int status, quint16 port) const
{
    TraceRequest request;
    request.client = m_client->client();
    request.ownClient = client();
    request.method = m_method->currentText().trimmed().toUtf8();
    request.url = u"http://127.0.0.1:%1/%2?to=/echo"_s.arg(port).arg(status);
    request.proxy = QUrl(u"none:"_s);
    const QByteArray body = m_body->text().toUtf8();
    if (!hasNoBody(m_method->currentText()) && !body.isEmpty()) {
        request.content.bytes = body;
        const bool json = body.startsWith('{') || body.startsWith('[');
        request.headers.append("Content-Type", json ? "application/json" : "text/plain; charset=utf-8");
    }
    return request;
}

QList<int> ComparePage::shownStatuses() const
{
    QList<int> statuses;
    for (const StatusFacts &facts : statusTable()) {
        if (facts.common || m_all->isChecked())
            statuses.append(facts.status);
    }
    return statuses;
}

void ComparePage::setObserved(int status, const Trace &trace)
{
    m_model->setObserved(status, trace);
}

void ComparePage::clearObserved()
{
    m_hasRun = true;
    m_model->clearObserved();
}

void ComparePage::setRunning(bool running)
{
    m_run->setEnabled(!running);
}

void ComparePage::setHighlighted(int status)
{
    m_model->setHighlighted(status);
    const QModelIndexList rows =
        m_sorted->match(m_sorted->index(0, CompareModel::Type), SortRole, status, 1, Qt::MatchExactly);
    m_table->setCurrentIndex(rows.isEmpty() ? m_sorted->index(0, 0) : rows.constFirst());
}

void ComparePage::setShowAll(bool all)
{
    static_cast<StatusFilter *>(m_sorted)->setAll(all);
    m_matrix->setStatuses(all ? QList<int>{300, 301, 302, 303, 304, 305, 306, 307, 308}
                              : QList<int>{301, 302, 303, 307, 308});
    if (m_hasRun)
        Q_EMIT runRequested();
}

void ComparePage::setShowVisits(bool visits)
{
    m_method->setVisible(!visits);
    m_body->setVisible(!visits);
    m_note->setVisible(visits);
    m_all->setEnabled(!visits);
    m_stack->setCurrentIndex(visits ? 1 : 0);
    arrange();
    if (visits)
        Q_EMIT visitsRequested();
}

void ComparePage::showDetails()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        setChosen({}, 0, false);
        m_details->setText(tr("Select a redirect type, or a client's cell below it, to read more about it."));
        return;
    }
    const StatusFacts &facts = statusTable()[size_t(m_sorted->mapToSource(current).row())];
    const auto text = [](const char *words) { return StatusText::tr(words).toHtmlEscaped(); };
    QString html = u"<p><b>%1 %2.</b> %3</p>"_s.arg(
        QString::number(facts.status), QString::fromLatin1(facts.name).toHtmlEscaped(), text(facts.summary));
    if (facts.correction)
        html += u"<p><b>%1</b> %2</p>"_s.arg(tr("Often misstated:"), text(facts.correction));
    const QString seo = QString::fromUtf8(facts.seoSource);
    html += u"<p>%1 %2 · %3</p>"_s.arg(
        tr("Sources:"), linkHtml(sourceLink(QString::fromUtf8(facts.source)), QString::fromUtf8(facts.source)),
        linkHtml(sourceLink(seo), seo));
    setChosen({}, facts.status, true);
    m_details->setText(html);
}

void ComparePage::setChosen(const QString &client, int status, bool canRun)
{
    m_chosenClient = client;
    m_chosenStatus = status;
    m_runOne->setEnabled(canRun);
    // A browser sends also what the client of the cell cannot.
    m_browsers->setReady(status > 0);
}

void ComparePage::showCell(const MatrixChoice &choice)
{
    setChosen(choice.client, choice.status, choice.cell.step != MatrixStep::Unsent);
    const auto paragraph = [](const QString &html) { return u"<p>%1</p>"_s.arg(html); };
    QString html =
        paragraph(u"<b>%1, %2: %3</b>"_s.arg(clientTitle(choice.client).toHtmlEscaped(), QString::number(choice.status),
                                             matrixText(choice.cell).toHtmlEscaped()));
    html += paragraph(choice.cell.reason.toHtmlEscaped());
    if (!choice.cell.sameAs(choice.reference))
        html +=
            paragraph(tr("%1, the client chosen above: <b>%2</b>. %3")
                          .arg(clientTitle(m_client->client()).toHtmlEscaped(),
                               matrixText(choice.reference).toHtmlEscaped(), choice.reference.reason.toHtmlEscaped()));
    html += paragraph(u"%1 %2"_s.arg(tr("Source:"), linkHtml(sourceLink(choice.cell.source), choice.cell.source)));
    m_details->setText(html);
}

void ComparePage::runChosen()
{
    if (m_chosenStatus > 0)
        Q_EMIT runOneRequested(m_chosenClient.isEmpty() ? m_client->client() : m_chosenClient, m_chosenStatus);
}

} // namespace hopscope
