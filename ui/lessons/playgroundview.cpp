// SPDX-License-Identifier: MIT
#include "ui/lessons/playgroundview.h"

#include "lessons/scenariojson.h"
#include "lessons/visit.h"
#include "net/server/scenariorunner.h"
#include "text/boundedread.h"
#include "text/wholefile.h"
#include "ui/lessons/lessonhtml.h"
#include "ui/lessons/playgroundfault.h"
#include "ui/lessons/playgroundmodel.h"
#include "ui/lessons/playgroundorigins.h"
#include "ui/look/flowlayout.h"
#include "ui/look/links.h"
#include "ui/look/widgets.h"
#include "ui/request/clientbox.h"
#include "ui/request/requestbar.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kEditorLines = 4;

QPlainTextEdit *editor(const QString &name, const QString &example)
{
    auto *edit = new QPlainTextEdit;
    keepMono(edit);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(example);
    edit->setTabChangesFocus(true);
    // A file that is dropped here is for the page.
    edit->setAcceptDrops(false);
    setLineCount(edit, kEditorLines);
    return edit;
}

QLabel *caption(const QString &text)
{
    auto *label = new QLabel(text);
    makeMuted(label);
    return label;
}

} // namespace

PlaygroundView::PlaygroundView(QWidget *parent)
    : QWidget(parent),
      m_model(new PlaygroundModel(this)),
      m_title(new QLineEdit),
      m_client(clientBox()),
      m_origins(new QLineEdit),
      m_method(methodBox()),
      m_url(new QLineEdit),
      m_fields(editor(tr("Fields of the request"), u"Content-Type: text/plain"_s)),
      m_body(editor(tr("Body of the request"), tr("Body"))),
      m_table(new QTableView),
      m_rowFields(editor(tr("Fields of the selected response"), u"Set-Cookie: seen=yes"_s)),
      m_rowBody(editor(tr("Body of the selected response"), tr("Body"))),
      m_error(new QLabel),
      m_address(richLabel(tr("Address for a browser"))),
      m_copy(pushButton(tr("&Copy address"), {}, tr("Copy address"))),
      m_inspect(pushButton(tr("&Inspect this trace"), {}, tr("Inspect this trace"))),
      m_wire(readOnlyText(tr("What happened")))
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_title->setAccessibleName(tr("Title of the scenario"));
    m_origins->setAccessibleName(tr("Servers"));
    m_url->setLayoutDirection(Qt::LeftToRight);
    m_url->setAccessibleName(tr("First URL"));
    for (QLineEdit *edit : {m_title, m_origins, m_url})
        edit->setAcceptDrops(false);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setAccessibleName(tr("What is wrong"));
    m_error->setForegroundRole(QPalette::BrightText);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setAccessibleName(tr("Scenario and what happened"));
    splitter->setChildrenCollapsible(false);
    auto *top = new QWidget;
    auto *topLayout = new QVBoxLayout(top);
    topLayout->setContentsMargins(12, 8, 12, 8);
    topLayout->setSpacing(6);
    topLayout->addWidget(buildRequest());
    topLayout->addWidget(buildRoutes(), 1);
    topLayout->addWidget(m_error);
    splitter->addWidget(top);
    splitter->addWidget(buildResult());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(splitter, 1);
    setScenario(firstPlayground());
}

QWidget *PlaygroundView::buildBar()
{
    auto *bar = new QWidget;
    bar->setObjectName(u"bar"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    auto *runButton = pushButton(tr("&Run"), {}, tr("Run"));
    runButton->setObjectName(u"primary"_s);
    makeBold(runButton);
    auto *serve = pushButton(tr("Serve for a &browser"), {}, tr("Serve for a browser"));
    auto *fresh = pushButton(tr("&New"), {}, tr("New scenario"));
    auto *load = pushButton(tr("&Open…"), {}, tr("Open scenario"));
    auto *keep = pushButton(tr("&Save as…"), {}, tr("Save scenario"));
    m_title->setMinimumWidth(160);
    auto *box = new QVBoxLayout(bar);
    box->setContentsMargins(12, 10, 12, 10);
    auto *row = new QWidget;
    auto *flow = new FlowLayout(row);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_client, runButton, serve, fresh, load, keep})
        flow->addWidget(widget);
    box->addWidget(row);
    connect(runButton, &QPushButton::clicked, this, &PlaygroundView::run);
    connect(serve, &QPushButton::clicked, this, [this] { open(false); });
    connect(fresh, &QPushButton::clicked, this, [this] { setScenario(firstPlayground()); });
    connect(load, &QPushButton::clicked, this, &PlaygroundView::chooseOpen);
    connect(keep, &QPushButton::clicked, this, &PlaygroundView::chooseSave);
    return bar;
}

QWidget *PlaygroundView::buildRequest()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(caption(tr("Servers")), 0, 0);
    grid->addWidget(m_origins, 0, 1, 1, 3);
    grid->addWidget(caption(tr("First request")), 1, 0);
    grid->addWidget(m_method, 1, 1);
    grid->addWidget(m_url, 1, 2, 1, 2);
    grid->addWidget(caption(tr("Fields and body")), 2, 0, Qt::AlignTop);
    grid->addWidget(m_fields, 2, 1, 1, 2);
    grid->addWidget(m_body, 2, 3);
    grid->setColumnStretch(2, 1);
    grid->setColumnStretch(3, 1);
    return box;
}

QWidget *PlaygroundView::buildRoutes()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Responses"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (const int column : {PlaygroundModel::Location, PlaygroundModel::Fields, PlaygroundModel::Body})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_table->setMinimumHeight(110);
    auto *add = pushButton(tr("&Add response"), {}, tr("Add response"));
    auto *remove = pushButton(tr("Re&move response"), {}, tr("Remove response"));
    auto *grid = new QGridLayout;
    grid->addWidget(caption(tr("The selected response's fields and body")), 0, 0);
    grid->addWidget(add, 0, 1);
    grid->addWidget(remove, 0, 2);
    grid->addWidget(m_rowFields, 1, 0);
    grid->addWidget(m_rowBody, 1, 1, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addLayout(grid);
    connect(add, &QPushButton::clicked, this, [this] {
        m_model->addRow(
            {.origin = m_model->rows().isEmpty() ? QString() : m_model->rows().last().origin, .path = u"/"_s});
        m_table->setCurrentIndex(m_model->index(m_model->rowCount() - 1, PlaygroundModel::Path));
    });
    connect(remove, &QPushButton::clicked, this, [this] { m_model->removeRow(m_table->currentIndex().row()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PlaygroundView::showRow);
    connect(m_model, &QAbstractItemModel::modelReset, this, &PlaygroundView::showRow);
    const auto keep = [this](QPlainTextEdit *edit, int column) {
        connect(edit, &QPlainTextEdit::textChanged, this, [this, edit, column] {
            m_model->setData(m_table->currentIndex().siblingAtColumn(column), edit->toPlainText());
        });
    };
    keep(m_rowFields, PlaygroundModel::Fields);
    keep(m_rowBody, PlaygroundModel::Body);
    return box;
}

QWidget *PlaygroundView::buildResult()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(12, 8, 12, 8);
    m_address->setText(tr("Nothing is served yet. Run opens ports on 127.0.0.1 only."));
    m_copy->setEnabled(false);
    m_inspect->setEnabled(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_address, 1);
    row->addWidget(m_copy);
    row->addWidget(m_inspect);
    layout->addLayout(row);
    layout->addWidget(m_wire, 1);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(beginUrl(m_open));
        Q_EMIT statusMessage(tr("Address copied."));
    });
    connect(m_inspect, &QPushButton::clicked, this, [this] { Q_EMIT inspectRequested(m_play.visits.value(0)); });
    return box;
}

void PlaygroundView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::FontChange)
        return;
    for (QPlainTextEdit *edit : {m_fields, m_body, m_rowFields, m_rowBody})
        setLineCount(edit, kEditorLines);
}

void PlaygroundView::setScenario(const Scenario &scenario)
{
    const ScenarioVisit visit = scenario.visits.value(0);
    m_first = visit;
    m_moreVisits = scenario.visits.mid(1);
    m_title->setText(scenario.title);
    m_client->setClient(scenario.client);
    m_origins->setText(originsText(scenario.origins));
    m_method->setCurrentText(QString::fromUtf8(visit.method));
    m_url->setText(QString::fromUtf8(visit.url));
    m_fields->setPlainText(fieldsText(visit.headers));
    m_body->setPlainText(QString::fromUtf8(visit.body));
    m_model->setRows(playgroundRows(scenario));
    m_table->setCurrentIndex(m_model->index(0, PlaygroundModel::Path));
    fail({});
}

Result<Scenario> PlaygroundView::scenario() const
{
    const Result<QList<ScenarioOrigin>> origins = originsFromText(m_origins->text());
    if (!origins)
        return Result<Scenario>::failure(origins.error);
    const Result<Headers> fields = fieldsFromText(m_fields->toPlainText());
    if (!fields)
        return Result<Scenario>::failure(fields.error);
    const Result<QList<ScenarioRoute>> routes = routesOf(m_model->rows());
    if (!routes)
        return Result<Scenario>::failure(routes.error);
    Scenario typed{.title = m_title->text(), .client = m_client->client(), .origins = *origins};
    typed.routes = *routes;
    ScenarioVisit first{m_method->currentText().trimmed().toUtf8(), m_url->text().trimmed().toUtf8(), *fields,
                        m_body->toPlainText().toUtf8()};
    // Who asks is not typed here: it stays as long as it can be so.
    first.by = m_first.by;
    first.page = m_first.page;
    if (!faultOf(first).reason.isEmpty())
        first.by.reset();
    if (!faultOf(first).reason.isEmpty())
        first.page.clear();
    typed.visits = {first};
    typed.visits += m_moreVisits;
    // The reader of files knows every rule.
    Result<Scenario> checked = readScenario(writeScenario(typed));
    if (!checked)
        return Result<Scenario>::failure(playgroundFault(checked.error, typed));
    return checked;
}

void PlaygroundView::fail(const QString &reason)
{
    m_error->setText(reason);
    m_error->setVisible(!reason.isEmpty());
    // The line below must not go on telling what went well before.
    if (!reason.isEmpty())
        Q_EMIT statusMessage(tr("Nothing was done."));
}

ScenarioRunner &PlaygroundView::runner()
{
    if (m_runner)
        return *m_runner;
    m_runner = new ScenarioRunner(this);
    connect(m_runner, &ScenarioRunner::opened, this, &PlaygroundView::opened);
    connect(m_runner, &ScenarioRunner::failed, this, &PlaygroundView::fail);
    connect(m_runner, &ScenarioRunner::finished, this, [this](int number, const Play &play) {
        if (number != m_number)
            return;
        m_number = 0;
        m_play = play;
        m_inspect->setEnabled(!play.visits.isEmpty());
        m_wire->setPlainText(wireText(play));
        Q_EMIT played(play);
    });
    connect(m_runner, &ScenarioRunner::answered, this,
            [this](const QByteArray &method, const QByteArray &url, int status) {
                if (m_number == 0)
                    m_wire->appendPlainText(
                        u"%1 %2 %3"_s.arg(status).arg(QString::fromUtf8(method), QString::fromUtf8(url)));
            });
    return *m_runner;
}

void PlaygroundView::run()
{
    open(true);
}

void PlaygroundView::open(bool andPlay)
{
    const Result<Scenario> typed = scenario();
    fail(typed.error);
    if (!typed)
        return;
    m_playsWhenOpen = andPlay;
    m_wire->clear();
    runner().open(*typed);
}

void PlaygroundView::opened(const Scenario &scenario, const QStringList &notes)
{
    m_open = scenario;
    const QString url = beginUrl(scenario);
    m_address->setText(tr("Served on 127.0.0.1 only; in a browser begin at %1 %2")
                           .arg(linkHtml(QUrl(url), url), notes.join(u' ').toHtmlEscaped()));
    m_copy->setEnabled(true);
    Q_EMIT statusMessage((QStringList{tr("Serving \"%1\".").arg(scenario.title)} + notes).join(u' '));
    if (m_playsWhenOpen)
        m_number = m_runner->play(scenario.client);
}

void PlaygroundView::showRow()
{
    const QModelIndex index = m_table->currentIndex();
    const PlaygroundRow row = m_model->rows().value(index.row());
    for (QPlainTextEdit *edit : {m_rowFields, m_rowBody})
        edit->setEnabled(index.isValid());
    m_rowFields->setPlainText(row.fields);
    m_rowBody->setPlainText(row.body);
}

bool PlaygroundView::openFile(const QString &path)
{
    const Result<QByteArray> content = readFile(path, kMaxScenarioBytes);
    if (!content) {
        fail(content.error);
        return false;
    }
    const Result<Scenario> read = readScenario(*content);
    if (!read) {
        fail(tr("%1, %2").arg(path, read.error));
        return false;
    }
    setScenario(*read);
    Q_EMIT statusMessage(tr("Opened %1.").arg(path));
    return true;
}

bool PlaygroundView::saveFile(const QString &path)
{
    const Result<Scenario> typed = scenario();
    fail(typed.error);
    if (!typed)
        return false;
    const QByteArray bytes = writeScenario(*typed);
    WholeFile file(path);
    const bool saved = file.open() && file.write(bytes);
    Q_EMIT statusMessage(saved ? tr("Saved %1.").arg(path)
                               : tr("%1 was not written: %2").arg(path, file.errorString()));
    return saved;
}

void PlaygroundView::chooseOpen()
{
    const QString filter = tr("Scenario (*.json);;All files (*)");
    if (const QString path = QFileDialog::getOpenFileName(this, tr("Open scenario"), {}, filter); !path.isEmpty())
        openFile(path);
}

void PlaygroundView::chooseSave()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save scenario"), u"scenario.json"_s, tr("Scenario (*.json)"));
    if (!path.isEmpty())
        saveFile(path);
}

} // namespace hopscope
