import { writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { sampleBadge } from '@jiangping/credentials/sample-badge';
import { printCertificate } from './print.ts';
const t0=performance.now();
const go=(name:string, workType:boolean, out?:string)=>{
 const record={...sampleBadge.record,name,certificateNumber:'S000051000431264000001', institutionName:'华匠轻工业职业能力评价中心',
  occupation:{edition:'2022',code:'6-02-06-07',nameZh:'品酒师',nameEn:'Liquor Taster'},level:{code:'4',nameZh:'四级/中级工',nameEn:'Level 4 – Intermediate Worker'},site:{...sampleBadge.record.site,name:'四川宜宾五粮酒类职业技能评价直属基地'}, workType: workType?{nameZh:'白酒品酒师',nameEn:'Baijiu taster'}:undefined};
 const t=performance.now();
 const pdf=printCertificate({publicUrl:'https://verify.center.example'} as any,{row:{issued_at:new Date('2026-05-20T08:00:00Z'),token:'q3Zk1mZ0c2W9pV7xT4yR8A',credential_digest:createHash('sha256').update('x').digest()} as any,badge:{record,envelope:sampleBadge.envelope} as any,credential:{}},{idType:'resident_id',idNumber:'11010519491231002X'});
 console.log(name,pdf.length,(performance.now()-t).toFixed(1),createHash('sha256').update(pdf).digest('hex').slice(0,12));
 if(out) writeFileSync(out,pdf);
};
go('阿卜杜热合曼·买买提㛃',true,'/tmp/cert/a.pdf');
go('阿不都热依木·买买提吐尔逊·阿卜杜热西提江阿吉',false,'/tmp/cert/b.pdf');
go('张三',true); go('李四',false); go('李四',false);
for (let i=0;i<20;i++) go('王五'+i,true);
try{go('𠮷𬭎',true,'/tmp/cert/c.pdf');}catch(e:any){console.log(e.code,e.facts)}
