// SPDX-License-Identifier: MIT
#include "ui/request/optionspanel.h"

#include "ui/look/flowlayout.h"
#include "ui/look/widgets.h"
#include "ui/request/optioncontrol.h"

#include <QCoreApplication>
#include <QFormLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool isHere(const RequestOption &option)
{
    return option.help && option.group != OptionGroup::SignIn && option.group != OptionGroup::Pasted;
}

/// Stands in the middle of the line that it names, however tall that is.
class FieldLabel : public QLabel
{
public:
    using QLabel::QLabel;

    QSize sizeHint() const override
    {
        const QSize hint = QLabel::sizeHint();
        return buddy() ? hint.expandedTo({0, buddy()->sizeHint().height()}) : hint;
    }
};

} // namespace

int changedOptions(const TraceRequest &request)
{
    const auto rows = requestOptions();
    return int(std::ranges::count_if(
        rows, [&](const RequestOption &option) { return isHere(option) && !option.write(request).isEmpty(); }));
}

OptionsPanel::OptionsPanel(QWidget *parent) : QWidget(parent), m_error(new QLabel)
{
    m_error->setForegroundRole(QPalette::BrightText);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setAccessibleName(tr("What is wrong with the options"));
    m_error->hide();
    auto *groups = new QWidget;
    auto *flow = new FlowLayout(groups);
    for (const OptionGroupRow &group : optionGroups()) {
        QList<OptionControl *> controls;
        for (const RequestOption &option : requestOptions()) {
            if (isHere(option) && option.group == group.group)
                controls.append(new OptionControl(option));
        }
        if (!controls.isEmpty())
            flow->addWidget(groupBox(QCoreApplication::translate("requestoptions", group.title), controls));
        m_controls += controls;
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 4);
    layout->setSpacing(4);
    layout->addWidget(m_error);
    layout->addWidget(groups);
    for (OptionControl *control : std::as_const(m_controls)) {
        connect(control, &OptionControl::changed, this, [this] {
            TraceRequest request;
            showError(applyTo(request));
            Q_EMIT changed();
        });
    }
}

QWidget *OptionsPanel::groupBox(const QString &title, const QList<OptionControl *> &controls)
{
    auto *box = new QWidget;
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 4);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(4);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *heading = new QLabel(title);
    makeBold(heading);
    form->addRow(heading);
    for (OptionControl *control : controls) {
        if (control->option().kind == OptionKind::Switch) {
            form->addRow(control);
            continue;
        }
        auto *label = control->option().kind == OptionKind::Lines ? new QLabel : static_cast<QLabel *>(new FieldLabel);
        label->setText(titleOf(control->option()));
        label->setToolTip(helpOf(control->option()));
        label->setBuddy(control->field());
        form->addRow(label, control);
    }
    return box;
}

void OptionsPanel::showError(const QString &error)
{
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
}

void OptionsPanel::setRequest(const TraceRequest &request)
{
    for (OptionControl *control : std::as_const(m_controls))
        control->setValues(control->option().write(request));
    showError({});
}

QString OptionsPanel::applyTo(TraceRequest &request) const
{
    QString first;
    for (const OptionControl *control : m_controls) {
        const RequestOption &option = control->option();
        if (control->values() == option.write(request))
            continue;
        const QString error = setOption(option, titleOf(option), control->values(), request);
        if (first.isEmpty())
            first = error;
    }
    return first.isEmpty() || first.endsWith(u'.') ? first : first + u'.';
}

QWidget *OptionsPanel::field(QStringView option) const
{
    const auto found = std::find_if(m_controls.begin(), m_controls.end(),
                                    [&](const OptionControl *control) { return option == control->option().name; });
    return found == m_controls.end() ? nullptr : (*found)->field();
}

} // namespace hopscope
