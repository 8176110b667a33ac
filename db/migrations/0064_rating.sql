-- What citizens answered about the service, by receiving unit and month (202207).
create table rating_sum (
    unit_id bigint not null,
    month integer not null,
    questionnaire text not null,
    question text not null,
    zeros bigint not null,
    ones bigint not null,
    twos bigint not null,
    primary key (unit_id, month, questionnaire, question)
);
