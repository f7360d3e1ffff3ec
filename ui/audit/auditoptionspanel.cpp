// SPDX-License-Identifier: MIT
#include "ui/audit/auditoptionspanel.h"

#include "formats/audit/auditvariants.h"
#include "formats/audit/listkinds.h"
#include "ui/look/baselineform.h"
#include "ui/look/flowlayout.h"
#include "ui/look/widgets.h"
#include "ui/request/clientbox.h"
#include "ui/request/optioncontrol.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLineCharacters = 26;
constexpr int kRewriteLines = 2;

QString auditText(const char *text)
{
    return QCoreApplication::translate("audit", text);
}

/// The title of a row of listKinds() or auditVariants(); the id for any other.
QString titleOfChoice(const QString &id)
{
    if (const ListKind *kind = listKind(id))
        return auditText(kind->title);
    if (const AuditVariant *variant = auditVariant(id))
        return auditText(variant->title);
    return id;
}

QString helpOf(const AuditOption &option)
{
    const QString help = auditText(option.help);
    return option.choices ? help.arg(option.choices().join(u", "_s)) : help;
}

QWidget *inRow(const QList<QWidget *> &widgets)
{
    auto *whole = new QWidget;
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    row->addStretch();
    return whole;
}

} // namespace

AuditOptionsPanel::AuditOptionsPanel(QWidget *parent)
    : QWidget(parent), m_client(new ClientBox(tr("Client of the audit"), u"%1"_s))
{
    m_client->setClient(u"browser"_s);
    m_client->setToolTip(tr("Whose rules decide. Browser (Fetch) calls itself Hopscope"));
    auto *groups = new QWidget;
    auto *flow = new FlowLayout(groups);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->addWidget(groups);
    for (const AuditOptionGroupRow &group : auditOptionGroups()) {
        m_groups.append(groupBox(group));
        flow->addWidget(m_groups.last());
    }
    alignGroups();
    connect(m_client, &QComboBox::currentIndexChanged, this, &AuditOptionsPanel::edited);
}

QWidget *AuditOptionsPanel::groupBox(const AuditOptionGroupRow &group)
{
    auto *box = new QWidget;
    auto *form = new BaselineForm(box);
    form->setContentsMargins(0, 0, 0, 4);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(4);
    auto *heading = new QLabel(auditText(group.title));
    makeBold(heading);
    form->addRow(heading);
    if (group.group == AuditOptionGroup::Pace)
        form->addRow(tr("Client"), m_client);
    for (const AuditOption &option : auditOptions()) {
        if (option.group != group.group)
            continue;
        QWidget *whole = addField(option);
        if (option.kind == OptionKind::Switch) {
            form->addRow(whole);
            continue;
        }
        auto *label = new QLabel(auditText(option.title));
        label->setToolTip(helpOf(option));
        label->setBuddy(m_fields.last().widget);
        if (option.choices && option.kind == OptionKind::Text) {
            form->addRow(label);
            form->addRow(whole);
        } else {
            form->addRow(label, whole);
        }
    }
    return box;
}

/// All begin at the top of their line.
void AuditOptionsPanel::alignGroups()
{
    int height = 0;
    for (QWidget *group : std::as_const(m_groups))
        height = std::max(height, group->layout()->sizeHint().height());
    for (QWidget *group : std::as_const(m_groups))
        group->setMinimumHeight(height);
}

void AuditOptionsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        QMetaObject::invokeMethod(this, &AuditOptionsPanel::alignGroups, Qt::QueuedConnection);
}

QWidget *AuditOptionsPanel::addField(const AuditOption &option)
{
    Field field{.option = &option, .widget = nullptr, .values = {}, .show = {}};
    QWidget *whole = nullptr;
    switch (option.kind) {
    case OptionKind::Switch: {
        auto *box = new QCheckBox(auditText(option.title));
        connect(box, &QCheckBox::toggled, this, &AuditOptionsPanel::edited);
        field.values = [box] { return box->isChecked() ? QStringList(QString()) : QStringList(); };
        field.show = [box](const QStringList &values) { box->setChecked(!values.isEmpty()); };
        field.widget = whole = box;
        break;
    }
    case OptionKind::Count:
    case OptionKind::Bytes:
    case OptionKind::Seconds:
        whole = addNumber(field);
        break;
    case OptionKind::Choice:
        whole = addChoice(field);
        break;
    case OptionKind::Lines:
        whole = addLines(field);
        break;
    case OptionKind::Text:
    case OptionKind::File:
        whole = option.choices ? addChoices(field) : addLine(field);
        break;
    }
    if (field.widget->accessibleName().isEmpty())
        field.widget->setAccessibleName(auditText(option.title));
    field.widget->setAccessibleDescription(helpOf(option));
    field.widget->setToolTip(helpOf(option));
    m_fields.append(field);
    return whole;
}

QWidget *AuditOptionsPanel::addLine(Field &field)
{
    auto *line = new QLineEdit;
    line->setLayoutDirection(Qt::LeftToRight);
    line->setMinimumWidth(kLineCharacters * line->fontMetrics().averageCharWidth());
    line->setPlaceholderText(field.option->kind == OptionKind::File ? tr("none") : u"https://staging.example/"_s);
    connect(line, &QLineEdit::textChanged, this, &AuditOptionsPanel::edited);
    field.values = [line] {
        const QString text = line->text().trimmed();
        return text.isEmpty() ? QStringList() : QStringList(text);
    };
    field.show = [line](const QStringList &values) { line->setText(values.value(0)); };
    field.widget = line;
    if (field.option->kind != OptionKind::File)
        return line;
    const QString title = auditText(field.option->title);
    const bool isWritten = field.option->name == "resume"_L1;
    auto *browse = pushButton(tr("Browse…"), tr("Choose the file"), tr("%1: browse").arg(title));
    connect(browse, &QPushButton::clicked, this, [this, line, title, isWritten] {
        const QString filter = tr("Results of an audit (*.jsonl);;All files (*)");
        // What is there already goes on in that file: nothing is overwritten.
        const QString path = isWritten ? QFileDialog::getSaveFileName(this, title, line->text(), filter, nullptr,
                                                                      QFileDialog::DontConfirmOverwrite)
                                       : QFileDialog::getOpenFileName(this, title, line->text(), filter);
        if (!path.isEmpty())
            line->setText(path);
    });
    return inRow({line, browse});
}

QWidget *AuditOptionsPanel::addLines(Field &field)
{
    auto *edit = new QPlainTextEdit;
    keepMono(edit);
    edit->setPlaceholderText(tr("%1, one a line").arg(QString(field.option->placeholder)));
    edit->setTabChangesFocus(true);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    setLineCount(edit, kRewriteLines);
    // No wider than the lines beside it, so that the groups have room side by side.
    edit->setMaximumWidth(kLineCharacters * fontMetrics().averageCharWidth());
    connect(edit, &QPlainTextEdit::textChanged, this, &AuditOptionsPanel::edited);
    field.values = [edit] {
        QStringList lines;
        for (const QString &line : edit->toPlainText().split(u'\n')) {
            if (!line.trimmed().isEmpty())
                lines.append(line.trimmed());
        }
        return lines;
    };
    field.show = [edit](const QStringList &values) { edit->setPlainText(values.join(u'\n')); };
    field.widget = edit;
    return edit;
}

QWidget *AuditOptionsPanel::addChoice(Field &field)
{
    auto *box = new ComboBox(auditText(field.option->title), false);
    box->addItem(tr("as the list tells"));
    for (const QString &id : field.option->choices())
        box->addItem(titleOfChoice(id), id);
    connect(box, &QComboBox::currentIndexChanged, this, &AuditOptionsPanel::edited);
    field.values = [box] {
        return box->currentIndex() > 0 ? QStringList(box->currentData().toString()) : QStringList();
    };
    field.show = [box](const QStringList &values) {
        box->setCurrentIndex(std::max(0, box->findData(values.value(0))));
    };
    field.widget = box;
    return box;
}

QWidget *AuditOptionsPanel::addChoices(Field &field)
{
    QList<QCheckBox *> boxes;
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (const QString &id : field.option->choices()) {
        auto *box = new QCheckBox(titleOfChoice(id));
        box->setProperty("id", id);
        connect(box, &QCheckBox::toggled, this, &AuditOptionsPanel::edited);
        column->addWidget(box);
        boxes.append(box);
    }
    field.values = [boxes] {
        QStringList ids;
        for (const QCheckBox *box : boxes) {
            if (box->isChecked())
                ids.append(box->property("id").toString());
        }
        return ids.isEmpty() ? QStringList() : QStringList(ids.join(u','));
    };
    field.show = [boxes](const QStringList &values) {
        const QStringList ids = values.value(0).split(u',', Qt::SkipEmptyParts);
        for (QCheckBox *box : boxes)
            box->setChecked(ids.contains(box->property("id").toString()));
    };
    whole->setFocusProxy(boxes.constFirst());
    field.widget = whole;
    return whole;
}

QWidget *AuditOptionsPanel::addNumber(Field &field)
{
    auto *box = new NumberBox(field.option->usual ? field.option->usual() : QString(), 1);
    connect(box, &NumberBox::edited, this, &AuditOptionsPanel::edited);
    field.values = [box] { return box->typed().isEmpty() ? QStringList() : QStringList(box->typed()); };
    field.show = [box](const QStringList &values) { box->setTyped(values.value(0)); };
    field.widget = box;
    return field.option->kind == OptionKind::Seconds ? inRow({box, new QLabel(tr("s"))}) : inRow({box});
}

Result<AuditChoices> AuditOptionsPanel::choices() const
{
    AuditChoices choices;
    for (const Field &field : m_fields) {
        for (const QString &value : field.values()) {
            const QString error = field.option->read(auditText(field.option->title), value, choices);
            if (!error.isEmpty())
                return Result<AuditChoices>::failure(error.endsWith(u'.') ? error : error + u'.');
        }
    }
    return choices;
}

QString AuditOptionsPanel::client() const
{
    return m_client->client();
}

void AuditOptionsPanel::setClient(const QString &id)
{
    m_client->setClient(id);
}

void AuditOptionsPanel::choose(QStringView option, const QStringList &values)
{
    const auto field =
        std::find_if(m_fields.begin(), m_fields.end(), [&](const Field &each) { return option == each.option->name; });
    if (field != m_fields.end())
        field->show(values);
}

int AuditOptionsPanel::changed() const
{
    return int(
        std::count_if(m_fields.begin(), m_fields.end(), [](const Field &field) { return !field.values().isEmpty(); }));
}

} // namespace hopscope
