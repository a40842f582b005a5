/** Logos of our blocks: PNG, 60 × 60, transparent (Bitrix24 docs, crm.timeline.logo.add), as base64. A speech balloon in the messenger's colour. */
import type { Messenger } from '@olchat/domain';

export const LOGO_PNG: Record<Messenger, string> = {
  WHATSAPP:
    'iVBORw0KGgoAAAANSUhEUgAAADwAAAA8CAYAAAA6/NlyAAABX0lEQVR42u2awQ2DMAxF2YAROPXcERiBEXLrtSMwCiMwAiP00AE6QkZIjWQkhICWgCHJ95f+' +
    'qSHVI7GDk2SZSqVSqVTp6/Z+5OSKXJNbcke2ZDex5d9abts/k8cCWZCf5NcM2Fa/uK8iRFDDo+SE3PdtQgAtyR9B0Kn7/yqvis/2RNCp29PinJOKvRB2nOyq' +
    'M2LVBWYjBdsECDu4QRhZmZHmTOwicXlENrYRAdtd2TvwuD02nvkz0UXqAmV0/UaZY9dF7jy1Zei4ZcpjOndcy9Z/VE1Sbf2n9cbOzYYZItV29mVtAd7d6cxL' +
    'k2q7aAngeqWP+qS2CiwJnMyUhktacMsS3IcH1qclXPEAWR7CbQBAbvHAbeJBbtNCbsRDHrVAHqZBHpd6lpFxH4hfABzMlQdJyPAutfxIKGVy15ZWYO+pXj7D' +
    'gV0ANlnKgoKdAKcPOwLGgB2KiUylUqlUqsP0Bf4MN5gRVDYhAAAAAElFTkSuQmCC',
  TELEGRAM:
    'iVBORw0KGgoAAAANSUhEUgAAADwAAAA8CAYAAAA6/NlyAAABXklEQVR42u2awQ2DMAxF2YARuPfSERiBETJCR2AUBuiBERihI3SDZoTUSEZCCGgJGJJ8f+mf' +
    'GlI9Ejs4SZapVCqVSpW+bs9PTq7INbkld2RLdhNb/q3ltv0zeSyQBflBfs2AbfWL+ypCBDU8Sk7Ifd8mBNCS/BYEnbr/r/Kq+GxPBJ26PS3OOanYC2HHya46' +
    'I1ZdYDZSsE2AsIMbhJGVGWnOxC4Sl0dkYxsRsN2VvQOP22PjmT8TXaQuUEbXb5Q5dl3kzlNbho5bpjymc8e1bP1H1STV1n9ab+zcbJghUm1nX9YW4N2dzrw0' +
    'qbaLlgCuV/qoT2qrwJLAyUxpuKQFtyzBfXhgfVrCFQ+Q5SHcBgDkFg/cJh7kNi3kRjzkUQvkYRrkcalnGRn3gfgFwMFceZCEDO9Sy4+EUiZ3bWkF9p7q5TMc' +
    '2AVgk6UsKNgJcPqwI2AM2KGYyFQqlUqlOkxfJVOl4y/F8nsAAAAASUVORK5CYII=',
};
